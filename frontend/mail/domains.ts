/** Names of servers as people read them, and what deceives the eye in them (Unicode TR #39, in small). */

const BASE = 36;
const [TMIN, TMAX, SKEW, DAMP, FIRST_BIAS, FIRST] = [1, 26, 38, 700, 72, 128];

const digitOf = (code: number): number => (code >= 48 && code < 58 ? code - 22 : code >= 97 && code < 123 ? code - 97 : BASE);

/** One label out of its ASCII form (RFC 3492 §6.2), or null if it is none. */
export function fromPunycode(label: string): string | null {
  const split = label.lastIndexOf('-');
  const out = Array.from(label.slice(0, Math.max(0, split)), (sign) => sign.codePointAt(0) ?? 0);
  let [n, i, bias] = [FIRST, 0, FIRST_BIAS];
  for (let at = split < 0 ? 0 : split + 1; at < label.length; ) {
    const before = i;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(label.charCodeAt(at++));
      if (digit >= BASE || at > label.length) return null;
      i += digit * weight;
      const threshold = Math.min(TMAX, Math.max(TMIN, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = out.length + 1;
    let delta = before === 0 ? Math.floor((i - before) / DAMP) : (i - before) >> 1;
    delta += Math.floor(delta / length);
    let k = 0;
    for (; delta > ((BASE - TMIN) * TMAX) >> 1; k += BASE) delta = Math.floor(delta / (BASE - TMIN));
    bias = k + Math.floor(((BASE - TMIN + 1) * delta) / (delta + SKEW));
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff || (n >= 0xd800 && n < 0xe000)) return null;
    out.splice(i++, 0, n);
  }
  return String.fromCodePoint(...out);
}

/** A host in the letters that people know; a label that is no good one stays in its ASCII form. */
export const readable = (host: string): string =>
  host.split('.').map((label) => (label.startsWith('xn--') ? (fromPunycode(label.slice(4)) ?? label) : label)).join('.');

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Thai', 'Devanagari', 'Georgian', 'Cherokee', 'Bengali', 'Tamil', 'Ethiopic'] as const;
const TESTS = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);
/** Signs of those scripts, shared ones among them. */
const KNOWN = new RegExp(`[${SCRIPTS.map((script) => `\\p{scx=${script}}`).join('')}]`, 'u');
/** Scripts that one language writes together (TR #39 §5.1). */
const TOGETHER: readonly (readonly string[])[] = [['Latin', 'Han', 'Hiragana', 'Katakana'], ['Latin', 'Han', 'Bopomofo'], ['Latin', 'Han', 'Hangul']];

function isMixed(label: string): boolean {
  const scripts = TESTS.filter(([, test]) => test.test(label)).map(([script]) => script);
  const strange = Array.from(label).some((sign) => /\p{L}/u.test(sign) && !KNOWN.test(sign));
  if (strange && scripts.length > 0) return true;
  return scripts.length > 1 && !TOGETHER.some((set) => scripts.every((script) => set.includes(script)));
}

/** Signs that look like others, by what they look like: the common ones of Cyrillic, Greek, Armenian, Latin and digits. */
const LOOKS: Readonly<Record<string, string>> = Object.fromEntries(
  (['aаɑαạąàáâãäåā', 'bЬьƅ', 'cсϲçćč', 'dԁɗďđ', 'eеёєėęèéêëēě', 'gɡցğ', 'hһհ', 'iіıɩìíîïīɪ', 'jјʝ', 'kкκķ', 'l1Iӏǀłļĺ|', 'mмṃ', 'nոпñńň', 'o0оοօòóôõöøō', 'pрρ', 'qԛգ', 'rгŕř', 'sѕśšş', 'tтτťţ', 'uυսùúûüūų', 'vѵν', 'wԝѡŵ', 'xхχ', 'yуүýÿ', 'zźżž'] as const).flatMap((row) => Array.from(row).map((sign) => [sign, row[0] ?? sign])),
);

/** What a name looks like at a glance: two that look the same have the same. */
export const skeleton = (name: string): string =>
  Array.from(name.normalize('NFC')).map((sign) => LOOKS[sign] ?? LOOKS[sign.toLowerCase()] ?? sign.toLowerCase()).join('').replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('cl', 'd');

/** The end of a host by which its owner is known: two labels, three below the common second-level registries. */
export function ownerOf(host: string): string {
  const labels = host.split('.');
  const second = labels.at(-2) ?? '';
  const registry = (labels.at(-1)?.length ?? 0) === 2 && (second.length <= 3 || ['gouv', 'govt'].includes(second));
  return labels.slice(registry ? -3 : -2).join('.');
}

/** How a host deceives: it mixes scripts, is written wholly in signs that look like Latin ones, or looks like a name that is known. */
export function deceit(host: string, known: readonly string[]): { readonly kind: 'mixed' | 'foreign' } | { readonly kind: 'like'; readonly name: string } | null {
  const shown = readable(host);
  const own = ownerOf(shown);
  const like = known.find((name) => name !== '' && ownerOf(name) !== own && skeleton(ownerOf(name)) === skeleton(own));
  if (like !== undefined) return { kind: 'like', name: ownerOf(like) };
  for (const label of shown.split('.')) {
    if (isMixed(label)) return { kind: 'mixed' };
    const letters = Array.from(label).filter((sign) => /\p{L}/u.test(sign));
    // Wholly of another script, and yet it reads as a Latin word.
    if (letters.length > 0 && letters.every((sign) => /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(sign) && /[a-z]/.test(LOOKS[sign.toLowerCase()] ?? ''))) return { kind: 'foreign' };
  }
  return null;
}
