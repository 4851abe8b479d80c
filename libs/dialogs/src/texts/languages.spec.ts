import { describe, expect, it } from 'vitest';
import { english } from './english.js';
import { german } from './german.js';
import { isWord, textsFor } from './languages.js';
import type { Step, Texts } from './texts.js';

const step: Step = { task: 'TASK', system: 'SYSTEM' };

/** Everything that the engine can say in a language, by name. */
function spoken(texts: Texts): Map<string, string> {
  const said = new Map<string, string>();
  for (const [name, entry] of Object.entries(texts) as [string, unknown][]) {
    if (name === 'words') continue;
    if (typeof entry === 'string') said.set(name, entry);
    else if (typeof entry === 'object') {
      for (const [part, text] of Object.entries(entry as object) as [string, unknown][]) {
        said.set(
          `${name}.${part}`,
          typeof text === 'function' ? (text as (s: string) => string)('SYSTEM') : String(text),
        );
      }
    }
  }
  return said;
}

describe('the texts', () => {
  it('are all there in both languages, and none is left untranslated', () => {
    const [inEnglish, inGerman] = [spoken(english), spoken(german)];
    expect([...inGerman.keys()]).toEqual([...inEnglish.keys()]);
    expect(inEnglish.size).toBeGreaterThan(25);
    for (const [name, text] of inEnglish) {
      expect(text.trim()).not.toBe('');
      expect(inGerman.get(name)).not.toBe(text);
    }
  });

  it.each([english, german])('name the task and the system that they are about', (texts) => {
    const both = [
      texts.cancelledWhileRunning(step),
      texts.stepDone(step),
      texts.linkText(step, 'BOT'),
      texts.askCode(step),
      texts.othersAwaited(step),
      texts.stillAwaitingOthers(step),
      texts.stillRunning(step),
      texts.stillWaiting(step),
      texts.stillAskingCode(step),
      texts.outcomeUnknown(step),
      texts.authorizationEnded('denied', step, ''),
      texts.authorizationEnded('expired', step, ''),
      texts.authorizationEnded('failed', step, ''),
      texts.authorizationEnded('provider-unavailable', step, ''),
      texts.authorizationEnded('scope-insufficient', step, ''),
      texts.authorizationEnded('account-not-usable', step, ''),
      texts.authorizationEnded('code-attempts-exhausted', step, ''),
    ];
    for (const text of both) {
      expect(text).toContain('TASK');
      expect(text).toContain('SYSTEM');
    }
    const aboutTask = [
      texts.done,
      texts.cancelled,
      texts.changed,
      texts.removed,
      texts.faulty,
      texts.backTo,
      texts.asking,
    ];
    for (const text of aboutTask) expect(text('TASK')).toContain('TASK');
    expect(texts.failed('TASK', 'WHY', true)).toMatch(/TASK.*WHY/);
    expect(texts.failed('TASK', '', false)).not.toMatch(/ {2}|undefined/);
  });

  it('are English where a language is not known', () => {
    expect(textsFor('de-CH')).toBe(german);
    expect(textsFor('DE_at')).toBe(german);
    expect(textsFor('en-GB')).toBe(english);
    for (const locale of ['fr', '', 'constructor', '__proto__', 'x'.repeat(1_000)])
      expect(textsFor(locale)).toBe(english);
  });

  it('understand their own words and English ones', () => {
    expect(isWord(' Abbrechen! ', 'cancel', german)).toBe(true);
    expect(isWord('never mind', 'cancel', german)).toBe(true);
    expect(isWord('abbrechen', 'cancel', english)).toBe(false);
    expect(isWord('cancel my order', 'cancel', english)).toBe(false);
  });

  it.each([english, german])('use no word for two things', ({ words }) => {
    expect(words.yes.filter((word) => words.no.includes(word))).toEqual([]);
    expect(words.retry.filter((word) => words.leave.includes(word))).toEqual([]);
    const { yes: _, no: _no, retry: _retry, leave: _leave, and: _and, all: _all, hello: _hello, ...commands } = words;
    const every = Object.values(commands).flat();
    expect(new Set(every).size).toBe(every.length);
  });

  it.each([english, german])('understand what they tell the end user to write', (texts) => {
    const quoted = [
      texts.skipHint,
      texts.linkHint,
      texts.asking('T'),
      texts.tooManyTasks,
      texts.stillAskingCode(step),
      texts.tooLateToGoBack(step),
      texts.postponed('T'),
      texts.stillPutOff('T'),
    ]
      .flatMap((text) => [...text.matchAll(/[“„]([^”“]+)[”“]/g)].map(([, word = '']) => word))
      .filter((word) => word !== 'T' && word !== 'TASK');
    expect(quoted.length).toBeGreaterThan(5);
    const lists = ['skip', 'cancel', 'newLink', 'help', 'startOver', 'resume'] as const;
    for (const word of quoted)
      expect(
        lists.some((list) => isWord(word, list, texts)),
        word,
      ).toBe(true);
    expect(isWord(texts.newLink, 'newLink', texts)).toBe(true);
    expect(isWord(texts.retry, 'retry', texts)).toBe(true);
    expect(isWord(texts.leave, 'leave', texts)).toBe(true);
  });
});
