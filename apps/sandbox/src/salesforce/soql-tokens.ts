import { SalesforceError } from './api-error.js';
import { anyCharacter, anyText, type Wildcards } from './wildcards.js';

/** What a token is. */
export type TokenKind = 'string' | 'datetime' | 'date' | 'number' | 'word' | 'symbol';

/** A token; the text of a string comes without its quotes, its escapes untouched. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const patterns: readonly (readonly [TokenKind | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['string', /'((?:[^'\\]|\\[\s\S])*)'/y],
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/y],
  ['date', /\d{4}-\d{2}-\d{2}(?!\d)/y],
  ['number', /[+-]?\d+(?:\.\d+)?(?![\w.])/y],
  ['word', /[A-Za-z_][\w.]*(?::\d+)?/y],
  ['symbol', /<>|!=|<=|>=|[=<>(),]/y],
];

const maximumLength = 100_000;

/** Cuts a query into tokens; throws `MALFORMED_QUERY` at the first character that begins none. */
export function tokenize(text: string): readonly Token[] {
  if (text.length > maximumLength) throw malformed('SOQL statement too long');
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const { kind, match } = next(text, at);
    if (kind !== 'space') tokens.push({ kind, text: match[1] ?? match[0] });
    if (kind === 'string') checkEscapes(match[1] ?? '');
    at += match[0].length;
  }
  return tokens;
}

function next(text: string, at: number): { kind: TokenKind | 'space'; match: RegExpExecArray } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { kind, match };
  }
  throw malformed(`unexpected char: '${text[at]}'`);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function checkEscapes(text: string): void {
  const wrong = [...text.matchAll(/\\([\s\S])/g)].find(([, character = '']) => !/[nrtbf"'\\_%]/i.test(character));
  if (wrong) throw malformed(`Invalid string literal '${text}'. Illegal character sequence '${wrong[0]}'.`);
}

/** What a string literal says. */
export function unescapeSoql(text: string): string {
  return text.replace(/\\([\s\S])/g, (_all, character: string) => escapes[character.toLowerCase()] ?? character);
}

/** What the pattern of a LIKE stands for. */
export function likePattern(text: string): Wildcards {
  return [...text.matchAll(/\\([\s\S])|([\s\S])/gu)].map(([all, escaped, plain]) => {
    if (plain === '%') return anyText;
    if (plain === '_') return anyCharacter;
    return (escaped === undefined ? all : unescapeSoql(all)).toLowerCase();
  });
}

function malformed(message: string): SalesforceError {
  return new SalesforceError(400, 'MALFORMED_QUERY', message);
}
