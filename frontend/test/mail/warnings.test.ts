// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { type Facts, warningsOf } from '../../mail/warnings.js';

const facts: Facts = { subject: 'Clay', text: '<p>How much?</p>', follows: false, answers: false, files: 0, people: 1, strangers: [] };
const of = (more: Partial<Facts>) => warningsOf({ ...facts, ...more });

describe('before a mail is sent', () => {
  test('nothing is asked when nothing is odd', () => {
    expect(of({})).toEqual([]);
  });

  test('one is asked about a missing subject', () => {
    expect(of({ subject: ' ' })).toEqual(['subject']);
  });

  test('one is asked about an attachment that only the words know of', () => {
    expect(of({ text: '<p>See the attached plan.</p>' })).toEqual(['attachment']);
    expect(of({ subject: 'Plan attached' })).toEqual(['attachment']);
    expect(of({ text: '<p>See the attached plan.</p>', files: 1 })).toEqual([]);
    expect(of({ text: '<p>She is unattached.</p>' })).toEqual([]);
  });

  test('words of the quoted mail and its subject do not count', () => {
    expect(of({ text: '<p>Thanks.</p><blockquote><p>It is attached.</p></blockquote>', subject: 'Re: Plan attached', follows: true })).toEqual([]);
    expect(of({ text: 'Thanks.\n\nOn Monday, Anna wrote:\n&gt; It is attached.' })).toEqual([]);
  });

  test('one is asked about an answer to more than ten people, not about a mail to them', () => {
    expect(of({ answers: true, people: 11 })).toEqual(['many']);
    expect(of({ answers: true, people: 10 })).toEqual([]);
    expect(of({ people: 50 })).toEqual([]);
  });

  test('one is asked about addresses that were never written to', () => {
    expect(of({ strangers: ['anna@a.test'] })).toEqual(['strangers']);
  });
});
