/** A mail as one file: the body's MIME entity with its attachments put back (spec 30.3). */
import { fetchBlob } from './arrivals.js';
import { type Bytes, base64url, random, utf8 } from './bytes.js';
import { cleanFileName, cleanType } from './clean.js';
import type { Line, LineBlob } from './line.js';
import { Declined } from './refusal.js';
import type { OpenSession } from './session.js';

/** Octets that become whole lines of 76 characters. */
const LINE = 57;
/** Lines encoded at a time. */
const LINES = 16_384;

/** Of `progress` the unit is one blob. @throws Refusal, Declined */
export async function exportMail(session: OpenSession, mail: Line, progress: (done: number, total: number) => void): Promise<Blob> {
  const files = mail.header?.blobs ?? [];
  if (files.length === 0) throw new Declined('not-found');
  const body = await fetchBlob(session, mail, 0);
  if (files.length === 1) return body;
  const { outer, inner } = await split(body);
  const boundary = base64url(random(18));
  const parts: (string | Blob)[] = [`${outer}Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n--${boundary}\r\n`, inner];
  for (const [i, file] of files.entries()) {
    progress(i, files.length);
    if (i > 0) parts.push(`\r\n--${boundary}\r\n${fileHead(file)}`, await encoded(await fetchBlob(session, mail, i)));
  }
  return new Blob([...parts, `\r\n--${boundary}--\r\n`]);
}

/** The header fields of the mail, and the entity with those of its content. */
async function split(body: Blob): Promise<{ outer: string; inner: Blob }> {
  const text = new TextDecoder('latin1').decode(new Uint8Array(await body.slice(0, 256 * 1024).arrayBuffer()));
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? '' : text.slice(0, end + 2);
  const fields = head.split(/\r\n(?![ \t])/).filter((field) => field !== '');
  const ofContent = (field: string): boolean => /^content-/i.test(field);
  const [outer, inner] = [fields.filter((field) => !ofContent(field)), fields.filter(ofContent)].map((some) => some.map((field) => `${field}\r\n`).join(''));
  const octets = (some: string): Bytes => Uint8Array.from(some, (c) => c.charCodeAt(0));
  return { outer: outer!, inner: new Blob([octets(inner!), '\r\n', body.slice(end < 0 ? 0 : end + 4)]) };
}

/** A name of ASCII as it is, any other by RFC 2231. */
function fileHead({ name, type, cid, disposition }: LineBlob): string {
  const clean = cleanFileName(name);
  const percent = [...utf8(clean)].map((octet) => (/[A-Za-z0-9._-]/.test(String.fromCharCode(octet)) ? String.fromCharCode(octet) : `%${octet.toString(16).toUpperCase().padStart(2, '0')}`)).join('');
  const parameter = /^[\x20-\x7e]*$/.test(clean) ? `filename="${clean.replaceAll(/["\\]/g, '_')}"` : `filename*=utf-8''${percent}`;
  const id = cid === null || !/^[\x21-\x3b\x3d\x3f-\x7e]+$/.test(cid) ? '' : `Content-ID: <${cid}>\r\n`;
  return `Content-Type: ${cleanType(type)}\r\nContent-Disposition: ${disposition === 'inline' ? 'inline' : 'attachment'};\r\n ${parameter}\r\n${id}Content-Transfer-Encoding: base64\r\n\r\n`;
}

/** In pieces, so that a large file need not be in memory as a whole. */
async function encoded(file: Blob): Promise<Blob> {
  const pieces: Blob[] = [];
  for (let at = 0; at < file.size; at += LINE * LINES) {
    const octets = new Uint8Array(await file.slice(at, at + LINE * LINES).arrayBuffer());
    const lines: string[] = [];
    for (let from = 0; from < octets.length; from += LINE) lines.push(btoa(String.fromCharCode(...octets.subarray(from, from + LINE))));
    pieces.push(new Blob([lines.join('\r\n'), '\r\n']));
  }
  return new Blob(pieces);
}
