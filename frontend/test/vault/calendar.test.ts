import { beforeEach, describe, expect, test } from 'vitest';
import type { When } from '../../model/calendar.js';
import { readInvitation, writeReply } from '../../vault/ical.js';
import { codeOf, draft, given, inbox, newest, otherDevice, type Person, person, send } from './people.js';
import { World } from './world.js';

const calendar = (lines: readonly string[], around: readonly string[] = ['METHOD:REQUEST']): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Other//EN', ...around, 'BEGIN:VEVENT', 'UID:meeting-1@some.test', 'DTSTAMP:20261101T100000Z', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const zone = (...rules: readonly string[]): readonly string[] => ['METHOD:REQUEST', 'BEGIN:VTIMEZONE', 'TZID:Office', 'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'TZOFFSETFROM:+0500', 'TZOFFSETTO:+0430', ...rules, 'END:STANDARD', 'END:VTIMEZONE'];
const start = async (line: string, around?: readonly string[]): Promise<When> => (await readInvitation(calendar([line], around))).start;

describe('an invitation', () => {
  test('is read: title, place, note, guests and their answers, without what could deceive', async () => {
    const read = await readInvitation(calendar(['DTSTART:20261201T090000Z', 'DTEND:20261201T103000Z', 'SUMMARY:Board <img src=x onerror=alert(1)>\u202e\\, again', 'LOCATION:Room\\n7', 'DESCRIPTION:One\\nTwo', 'ORGANIZER;CN="Anna, L":MAILTO:Anna@South.test', 'ATTENDEE;PARTSTAT=ACCEPTED;CN=Bo:mailto:bo@some.test', 'ATTENDEE:mailto:not an address', 'ATTENDEE;PARTSTAT=NONSENSE:mailto:cy@some.test', 'RRULE:FREQ=WEEKLY;COUNT=3']));
    expect(read).toEqual({
      method: 'request', title: 'Board <img src=x onerror=alert(1)>, again', place: 'Room 7', text: 'One\nTwo',
      start: { kind: 'moment', at: '2026-12-01T09:00:00Z' }, end: { kind: 'moment', at: '2026-12-01T10:30:00Z' }, repeats: 'weekly',
      organiser: { name: 'Anna, L', email: 'anna@south.test' }, guests: [{ name: 'Bo', email: 'bo@some.test', answer: 'accepted' }, { name: null, email: 'cy@some.test', answer: 'none' }],
    });
  });

  test.each([
    ['DTSTART;TZID=Europe/Berlin:20261201T100000', '2026-12-01T09:00:00Z'],
    ['DTSTART;TZID=Europe/Berlin:20260701T100000', '2026-07-01T08:00:00Z'],
    ['DTSTART;TZID=America/New_York:20261101T033000', '2026-11-01T08:30:00Z'],
    ['DTSTART;TZID=Pacific/Auckland:20260927T030000', '2026-09-26T14:00:00Z'],
  ])('knows zones by their names: %s', async (line, at) => {
    expect(await start(line)).toEqual({ kind: 'moment', at });
  });

  test('believes a zone that it describes itself, but not one that changes without end', async () => {
    const line = 'DTSTART;TZID=Office:20261201T100000';
    expect(await start(line, zone())).toEqual({ kind: 'moment', at: '2026-12-01T05:30:00Z' });
    expect(await start(line, zone('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'))).toEqual({ kind: 'moment', at: '2026-12-01T05:30:00Z' });
    for (const rule of ['RRULE:FREQ=SECONDLY', 'RRULE:FREQ=YEARLY;BYSECOND=0,1,2,3,4,5;BYMINUTE=0,1,2,3,4']) expect(await start(line, zone(rule))).toEqual({ kind: 'floating', local: '2026-12-01T10:00:00' });
    expect(await start('DTSTART:20261201T100000')).toEqual({ kind: 'floating', local: '2026-12-01T10:00:00' });
  });

  test('of whole days ends on the last of them; a length is as good as an end', async () => {
    const days = async (...lines: readonly string[]) => { const { start: from, end } = await readInvitation(calendar(lines)); return [from, end]; };
    expect(await days('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227')).toEqual([{ kind: 'day', day: '2026-12-24' }, { kind: 'day', day: '2026-12-26' }]);
    expect(await days('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261225')).toEqual([{ kind: 'day', day: '2026-12-24' }, null]);
    expect(await days('DTSTART:20261201T090000Z', 'DURATION:PT90M')).toEqual([{ kind: 'moment', at: '2026-12-01T09:00:00Z' }, { kind: 'moment', at: '2026-12-01T10:30:00Z' }]);
  });

  test.each([['nothing', ''], ['another component', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x\r\nEND:VCARD\r\n'], ['no event', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'], ['no start', calendar(['SUMMARY:x'])], ['a start far away', calendar(['DTSTART:99990101T000000Z'])], ['a torn file', calendar(['DTSTART:20261201T090000Z']).slice(0, 90)]])('that is %s is refused', async (_, text) => {
    await expect(readInvitation(text)).rejects.toMatchObject({ reason: 'malformed' });
  });

  test('is answered with what names the event, and one attendee', async () => {
    const reply = await writeReply(calendar(['SEQUENCE:2', 'DTSTART;TZID=Office:20261201T100000', 'SUMMARY:Board\\, x', 'DESCRIPTION:long', 'ORGANIZER;CN="Anna, L":mailto:anna@south.test', 'ATTENDEE:mailto:other@some.test', 'BEGIN:VALARM', 'TRIGGER:-PT5M', 'ACTION:DISPLAY', 'END:VALARM']), 'boris@north.test', 'tentative', '2026-11-22T10:00:00Z');
    expect(reply.split('\r\n')).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Darkmail//EN', 'METHOD:REPLY', 'BEGIN:VEVENT', 'UID:meeting-1@some.test', 'SEQUENCE:2', 'DTSTART;TZID=Office:20261201T100000', 'SUMMARY:Board\\, x', 'ORGANIZER;CN="Anna, L":mailto:anna@south.test', 'DTSTAMP:20261122T100000Z', 'ATTENDEE;PARTSTAT=TENTATIVE:mailto:boris@north.test', 'END:VEVENT', 'END:VCALENDAR', '']);
  });
});

describe('an invitation in a mail', () => {
  let anna: Person;
  let boris: Person;

  beforeEach(async () => {
    const world = new World();
    const [south, north] = await Promise.all([world.domain('south.test'), world.domain('north.test')]);
    [anna, boris] = await Promise.all([person(south, 'anna'), person(north, 'boris')]);
  });

  const invite = (text: string, type = 'text/calendar', name = 'invite.ics') => send(anna, draft([boris.address], 'Board', 'Please come.', { files: [{ name, type, size: text.length, file: new Blob([text]), from: null, stored: null }] }));
  const request = (organiser: string): string => calendar(['DTSTART:20261201T090000Z', 'SUMMARY:Board', `ORGANIZER:mailto:${organiser}`]);

  test('is answered by a sealed mail in the same conversation, which the organiser sees as an answer', async () => {
    await invite(request(anna.address));
    await inbox(boris);
    const { id } = await newest(boris);
    expect(given(await boris.vault.calendar.invitation(id))).toMatchObject({ method: 'request', title: 'Board', answered: null });
    given(await boris.vault.calendar.answer(id, 'accepted', { subject: 'Accepted: Board', text: 'Accepted: Board' }));
    expect(given(await boris.vault.calendar.invitation(id)).answered).toBe('accepted');
    expect(given(await (await otherDevice(boris)).vault.calendar.invitation(id)).answered).toBe('accepted');
    const [row] = await inbox(anna);
    expect(row).toMatchObject({ subject: 'Accepted: Board' });
    const conversation = given(await anna.vault.conversation(row!.id));
    expect(conversation.map(({ own }) => own)).toEqual([true, false]);
    const answer = given(await anna.vault.calendar.invitation(conversation.at(-1)!.id));
    expect(answer).toMatchObject({ method: 'reply', title: 'Board', guests: [{ email: boris.address, answer: 'accepted' }] });
  });

  test('is found by the name of the file too, and not where there is none', async () => {
    await invite(request(anna.address), 'application/octet-stream', 'Board.ICS');
    await inbox(boris);
    expect(given(await boris.vault.calendar.invitation((await newest(boris)).id)).title).toBe('Board');
    await invite('text', 'text/plain', 'notes.txt');
    await inbox(boris);
    expect(codeOf(await boris.vault.calendar.invitation((await newest(boris)).id))).toBe('no-invitation');
  });

  test('that asks for no answer gets none', async () => {
    await invite(calendar(['DTSTART:20261201T090000Z', `ORGANIZER:mailto:${anna.address}`], ['METHOD:PUBLISH']));
    await inbox(boris);
    const { id } = await newest(boris);
    expect(codeOf(await boris.vault.calendar.answer(id, 'accepted', { subject: 'x', text: 'x' }))).toBe('no-organiser');
    expect(await inbox(anna)).toEqual([]);
  });

  test('whose organiser is nobody is not sent anywhere', async () => {
    await invite(request('nobody@south.test'));
    await inbox(boris);
    const { id } = await newest(boris);
    expect(codeOf(await boris.vault.calendar.answer(id, 'declined', { subject: 'x', text: 'x' }))).toBe('bad-recipient');
    expect(given(await boris.vault.calendar.invitation(id)).answered).toBeNull();
  });
});
