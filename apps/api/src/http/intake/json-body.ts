import { ProblemError, type Violation } from '../problem.js';

const maxDepth = 64;
const loneSurrogate = /\p{Surrogate}/u;

/** What no column can hold, and what would exhaust the stack of whoever walks through it. */
export function flawOf(value: unknown, pointer = '', depth = 0): Violation | undefined {
  if (typeof value === 'string') return flawOfText(value, pointer);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= maxDepth) return { pointer, detail: `It is nested more than ${maxDepth} levels deep.` };
  for (const [key, member] of Object.entries(value)) {
    const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const flaw = flawOfKey(key, place) ?? flawOf(member, place, depth + 1);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** Keys that others would drop without a word, since they are dangerous in JavaScript. */
const reserved = ['constructor', 'prototype'];

function flawOfKey(key: string, pointer: string): Violation | undefined {
  if (reserved.includes(key)) return { pointer, detail: `No object may have the key "${key}"; rename it.` };
  return flawOfText(key, pointer);
}

function flawOfText(text: string, pointer: string): Violation | undefined {
  if (text.includes('\0')) return { pointer, detail: 'It holds the character NUL; remove it.' };
  if (loneSurrogate.test(text)) return { pointer, detail: 'It holds half of a surrogate pair; send valid Unicode.' };
  return undefined;
}

/** The problem of a body that is not JSON, without a word of the body. */
export function malformedBody(cause: unknown): ProblemError {
  return new ProblemError('body-malformed', 'The body is not valid JSON; check it with a JSON parser.', {}, { cause });
}
