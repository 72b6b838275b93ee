import { describe, expect, it } from 'vitest';
import { directionOf, firstOf, LANGUAGES, nameOf } from '../../messages/language.js';
import { translation } from '../../messages/bundle.js';
import { en } from '../../messages/en.js';
import { BUNDLES } from '../../messages/t.js';

const PLACES = /\{\w+\}/g;

describe('a language', () => {
  it('is the first of the browser’s that there is', () => {
    expect([firstOf(['fr-CA', 'de-AT', 'en']), firstOf(['en-GB', 'de']), firstOf(['ja']), firstOf([])]).toEqual(['de', 'en', 'en', 'en']);
  });

  it('is called by its own name', () => {
    expect(LANGUAGES.map(nameOf)).toEqual(['English', 'Deutsch']);
  });

  it('runs from the right where its script does', () => {
    expect([directionOf('de-CH'), directionOf('he'), directionOf('ar-EG')]).toEqual(['ltr', 'rtl', 'rtl']);
  });
});

describe.each(LANGUAGES)('the texts in %s', (language) => {
  const texts = Object.entries(BUNDLES[language]);

  it('have every plural form of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
    const counted = texts.filter(([, text]) => typeof text !== 'string');
    expect(counted.length).toBeGreaterThan(15);
    expect(counted.filter(([, text]) => Object.keys(text).sort().join() !== forms.join())).toEqual([]);
  });

  it('say something', () => {
    expect(texts.filter(([, text]) => (typeof text === 'string' ? [text] : Object.values(text)).some((form) => form.replace(PLACES, '').trim() === '' && !PLACES.test(form)))).toEqual([]);
  });

  it('use the typographer’s signs', () => {
    expect(texts.filter(([key, text]) => key !== 'kit.file' && JSON.stringify(text).slice(1, -1).match(/(?<=\p{L})'(?=\p{L})|\.\.\./u))).toEqual([]);
  });
});

describe('a translation', () => {
  it('does not compile with other keys or parameters than the English texts', () => {
    const { close, ...less } = en;
    // @ts-expect-error: a key is missing
    translation(less);
    // @ts-expect-error: a key too many
    translation({ ...en, 'no-such-key': close } as const);
    // @ts-expect-error: a parameter too many
    translation({ ...en, close: 'Close {name}' } as const);
    // @ts-expect-error: a parameter is missing
    translation({ ...en, 'kit.for': 'Recovery kit' } as const);
    // @ts-expect-error: no number to choose a form by
    translation({ ...en, close: { one: 'Close', other: 'Close all' } } as const);
    expect(translation(en)).toBe(en);
  });
});
