/** Settings: sealed items of one kind, each under a name of its own (spec 70.6). */
import type { Mailbox } from './mailbox.js';
import type { Change } from './plan.js';

export const SETTING = 'darkmail/setting/1';

/** What makes `content` the setting of that name. */
export async function settingChange(mailbox: Mailbox, name: string, content: object): Promise<Change> {
  return { put: 'setting', id: await mailbox.derivedId('setting', name), content: { type: SETTING, name, ...content } };
}

/** Writes what `build` makes of the present state; null means that there is nothing to do. @throws Declined */
export async function keepSetting(mailbox: Mailbox, name: string, build: () => object | null): Promise<void> {
  await mailbox.change(async () => {
    const content = build();
    return content === null ? null : { changes: [await settingChange(mailbox, name, content)] };
  });
}
