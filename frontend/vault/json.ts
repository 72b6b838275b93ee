/** I-JSON (RFC 7493) as spec 0.1 wants it read: no duplicate names, no lone surrogates, every member checked. */
import { type Bytes, fromBase64url, fromUtf8, isFingerprint, utf8 } from './bytes.js';
import { Refusal } from './refusal.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export const toJson = (value: unknown): Bytes => utf8(JSON.stringify(value));

/** Reads one JSON object. @throws Refusal `malformed` */
export function parseObject(octets: Uint8Array): Fields {
  let text: string;
  let value: unknown;
  try {
    text = fromUtf8(octets);
    value = JSON.parse(text);
  } catch {
    throw new Refusal('malformed', 'not JSON in UTF-8');
  }
  if (hasDuplicates(text)) throw new Refusal('malformed', 'a member twice');
  return new Fields(value);
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** Expects text that JSON.parse has accepted, so that only strings and brackets matter. */
function hasDuplicates(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      const name = JSON.parse(last) as string;
      if (names?.has(name) === true) return true;
      names?.add(name);
    }
    last = token;
  }
  return false;
}

/** The members of a JSON object from outside; each getter refuses what is missing or ill-typed. */
export class Fields {
  readonly #members: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('malformed', 'not an object');
    this.#members = value as Readonly<Record<string, unknown>>;
  }

  /** @throws Refusal `wrong-type` unless `type` is the one expected here. */
  expect(type: string): this {
    if (this.raw('type') !== type) throw new Refusal('wrong-type', type);
    return this;
  }

  raw(name: string): unknown {
    return Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
  }

  names(): readonly string[] {
    return Object.keys(this.#members);
  }

  /** As it came: checked is only what was asked for. */
  plain(): unknown {
    return this.#members;
  }

  isNull(name: string): boolean {
    return this.raw(name) === null || this.raw(name) === undefined;
  }

  text(name: string, max = 1_000_000): string {
    const value = this.raw(name);
    if (typeof value !== 'string' || value.length > max || LONE_SURROGATE.test(value)) throw new Refusal('malformed', name);
    return value;
  }

  textOrNull(name: string, max?: number): string | null {
    return this.isNull(name) ? null : this.text(name, max);
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.raw(name);
    const found = values.find((one) => one === value);
    if (found === undefined) throw new Refusal('malformed', name);
    return found;
  }

  /** A whole number from 0 to 2^53 − 1. */
  count(name: string): number {
    const value = this.raw(name);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Refusal('malformed', name);
    return value;
  }

  flag(name: string): boolean {
    const value = this.raw(name);
    if (typeof value !== 'boolean') throw new Refusal('malformed', name);
    return value;
  }

  octets(name: string, length?: number): Bytes {
    const value = fromBase64url(this.text(name));
    if (value === null || (length !== undefined && value.length !== length)) throw new Refusal('malformed', name);
    return value;
  }

  fingerprint(name: string): string {
    const value = this.raw(name);
    if (!isFingerprint(value)) throw new Refusal('malformed', name);
    return value;
  }

  /** RFC 3339 in UTC with seconds and `Z`. */
  time(name: string): string {
    const value = this.text(name, 32);
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(value) || Number.isNaN(Date.parse(value))) throw new Refusal('malformed', name);
    return value;
  }

  object(name: string): Fields {
    return new Fields(this.raw(name));
  }

  list(name: string, max: number): readonly unknown[] {
    const value = this.raw(name);
    if (!Array.isArray(value) || value.length > max) throw new Refusal('malformed', name);
    return value;
  }

  objects(name: string, max: number): readonly Fields[] {
    return this.list(name, max).map((value) => new Fields(value));
  }

  octetsList(name: string, max: number): readonly Bytes[] {
    return this.texts(name, max, 1_000_000).map((text) => {
      const value = fromBase64url(text);
      if (value === null) throw new Refusal('malformed', name);
      return value;
    });
  }

  texts(name: string, max: number, length = 1000): readonly string[] {
    return this.list(name, max).map((value) => {
      if (typeof value !== 'string' || value.length > length || LONE_SURROGATE.test(value)) throw new Refusal('malformed', name);
      return value;
    });
  }
}

/** UTCDate of an instant, in whole seconds. */
export const utcDate = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
