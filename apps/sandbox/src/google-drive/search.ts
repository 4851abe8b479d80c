import type { StoredFile } from './drive-store.js';
import { GoogleError } from './google-error.js';

type Test = (file: StoredFile) => boolean;

const word = "'((?:[^'\\\\]|\\\\.)*)'";

/** One form of condition; the value that it tests is unescaped already. */
interface Condition {
  readonly form: RegExp;
  readonly test: (value: string, file: StoredFile) => boolean;
}

const has = (text: string, value: string) => text.toLowerCase().includes(value.toLowerCase());

const conditions: readonly Condition[] = [
  { form: /^trashed = false/, test: () => true },
  { form: new RegExp(`^name contains ${word}`, 's'), test: (value, { name }) => has(name, value) },
  {
    form: new RegExp(`^fullText contains ${word}`, 's'),
    test: (value, { name, content }) => has(`${name} ${Buffer.concat([...content]).toString()}`, value),
  },
  { form: new RegExp(`^name = ${word}`, 's'), test: (value, { name }) => name.toLowerCase() === value.toLowerCase() },
  { form: new RegExp(`^mimeType = ${word}`, 's'), test: (value, { mimeType }) => mimeType === value },
  { form: new RegExp(`^${word} in parents`, 's'), test: (value, { parents }) => parents.includes(value) },
];

/** Reads as much of Drive's search as is asked for here: conditions with `and` between them. */
export function matcherOf(q: string): Test {
  const tests: Test[] = [];
  for (let rest = q; rest !== '';) {
    const { matched, test } = readOne(rest);
    tests.push(test);
    rest = rest.slice(matched.length);
    if (rest !== '' && !rest.startsWith(' and ')) throw invalid();
    rest = rest.slice(' and '.length);
  }
  return (file) => tests.every((test) => test(file));
}

function readOne(text: string): { readonly matched: string; readonly test: Test } {
  for (const { form, test } of conditions) {
    const [matched, quoted = ''] = form.exec(text) ?? [];
    const value = quoted.replace(/\\(.)/gs, '$1');
    if (matched !== undefined) return { matched, test: (file) => test(value, file) };
  }
  throw invalid();
}

const invalid = () => new GoogleError(400, 'invalid', 'Invalid Value');
