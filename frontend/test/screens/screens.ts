/** Pictures of every screen, light and dark, wide and narrow, from the stage into `docs/screens`: `npm run screens [NAME...]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'vite';
import { Chromium } from '../large/chromium.js';

const FOLDER = 'docs/screens';
const QUALITY = 72;
const VIEWS = [
  { name: 'light', width: 1440, height: 900, dark: false },
  { name: 'dark', width: 1440, height: 900, dark: true },
  { name: 'narrow-light', width: 390, height: 844, dark: false },
  { name: 'narrow-dark', width: 390, height: 844, dark: true },
] as const;

/** What is done in the page, by names of `frontend/mail/README.md`. */
const HANDS = `
  const all = (name, root = document) => [...root.querySelectorAll('*')].flatMap((e) => [...(e.dataset?.test === name ? [e] : []), ...(e.shadowRoot ? all(name, e.shadowRoot) : [])]);
  const seen = async (name, at = 0) => {
    for (let tries = 0; tries < 600; tries++) {
      const found = all(name).filter((e) => e.checkVisibility())[at];
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
    throw new Error('not seen: ' + name);
  };
  const click = async (name, at = 0) => (await seen(name, at)).click();
  const type = async (name, text) => { (await seen(name)).focus(); document.execCommand('insertText', false, text); };
  const press = (key, more = {}) => window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  const row = async (subject) => { await seen('row'); all('row').find((e) => e.textContent.includes(subject)).click(); await seen('body-frame'); };
`;

/** `at`: what the stage is asked for; `does`: statements after which the screen stands. */
const SCREENS: Readonly<Record<string, { readonly at?: string; readonly does: string }>> = {
  'sign-in': { at: '?as=stranger', does: `await seen('sign-in-address')` },
  'sign-up': { at: '?as=stranger', does: `await click('sign-up-open'); await seen('sign-up-local')` },
  'recovery-kit': { at: '?as=stranger', does: `await click('sign-up-open'); await type('sign-up-local', 'mira'); await click('sign-up-next'); await seen('kit-word')` },
  'recover': { at: '?as=stranger', does: `await click('recover-open'); await seen('recover-words')` },
  'locked': { does: `await seen('row'); press('l', { ctrlKey: true, shiftKey: true }); await seen('locked')` },
  'inbox': { does: `await seen('row')` },
  'reading': { does: `await row('Lease')` },
  'who-can-read': { does: `await row('Kiln'); press('w'); await seen('who-can-read')` },
  'key-changed': { does: `await row('New phone')` },
  'compare-keys': { does: `await row('New phone'); await click('compare'); await seen('keys')` },
  'newsletter': { does: `await row('Quay market'); await seen('remote')` },
  'composer': { does: `await seen('row'); press('c'); await type('to-input', 'anna@northpier.example,'); await type('subject', 'Keys on Monday'); await type('body', 'Tomás has both sets.')` },
  'vanishing': { does: `await seen('row'); press('c'); await type('to-input', 'anna@northpier.example,'); await type('subject', 'Code of the door'); await type('body', 'It changes on Monday.'); await click('send-later'); await click('expire-week'); await seen('expire-note'); await click('send-later')` },
  'stop-delivery': { does: `await click('folder-sent'); while (!all('row').some((e) => e.textContent.includes('Studio opening'))) await new Promise(requestAnimationFrame); await row('Studio opening'); await click('stop-delivery'); await seen('dialog-yes')` },
  'selected': { does: `await seen('row'); press('x'); await seen('select-bar')` },
  'search': { does: `await seen('row'); press('/'); await type('search', 'lease'); await seen('found')` },
  'palette': { does: `await seen('row'); press('k', { ctrlKey: true }); await seen('palette-input')` },
  'shortcuts': { does: `await seen('row'); press('?'); await seen('help')` },
  'settings': { at: '?path=/mail/settings/general', does: `await seen('settings-page')` },
  'security': { at: '?path=/mail/settings/security', does: `await seen('keep')` },
  'writing': { at: '?path=/mail/settings/writing', does: `await seen('undo-seconds')` },
  'notifications': { at: '?path=/mail/settings/notifications', does: `await seen('notify-off')` },
  'empty': { at: '?empty', does: `await seen('empty')` },
  'offline': { at: '?offline', does: `await seen('offline')` },
  'outbox': { at: '?offline&path=/mail/outbox', does: `await seen('stopped')` },
  'sign-out': { at: '?offline', does: `await seen('offline'); await click('account-menu'); await click('sign-out'); await seen('dialog-no')` },
};

const server = await createServer({ configFile: 'frontend/test/stage/vite.config.ts', logLevel: 'error' });
await server.listen();
const stage = `${server.resolvedUrls?.local[0] ?? ''}frontend/test/stage/index.html`;
const binary = process.env['DARKMAIL_CHROMIUM'] ?? '/usr/bin/chromium';
const chromium = await Chromium.start(binary, stage, 'true');
mkdirSync(FOLDER, { recursive: true });
const wanted = process.argv.slice(2);
let octets = 0;
try {
  for (const [name, { at = '', does }] of Object.entries(SCREENS).filter(([screen]) => wanted.length === 0 || wanted.includes(screen)))
    for (const view of VIEWS) {
      await chromium.look(view.width, view.height, view.dark);
      await chromium.open(stage + at, `document.querySelector('darkmail-app') !== null`);
      await chromium.run(`(async () => { ${HANDS} ${does}; await document.fonts.ready; await new Promise((resolve) => setTimeout(resolve, 250)); })()`);
      const picture = await chromium.picture(QUALITY);
      octets += picture.length;
      writeFileSync(`${FOLDER}/${name}-${view.name}.webp`, picture);
    }
  const line = (name: string) => `| ${name} | ${VIEWS.map((view) => `[![${name}, ${view.name}](${name}-${view.name}.webp)](${name}-${view.name}.webp)`).join(' | ')} |`;
  const head = `# Screens\n\nMade by \`npm run screens\` from the stage: a played vault with invented people, no server.\n\n| | ${VIEWS.map(({ name }) => name).join(' | ')} |\n|${'---|'.repeat(VIEWS.length + 1)}`;
  writeFileSync(`${FOLDER}/README.md`, `${[head, ...Object.keys(SCREENS).map(line)].join('\n')}\n`);
  console.log(`${octets} octets`);
} finally {
  await chromium.close();
  await server.close();
}
