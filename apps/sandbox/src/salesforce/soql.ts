import { SalesforceError } from './api-error.js';
import { tokenize, type Token, type TokenKind } from './soql-tokens.js';

/** A value written in a query. */
export interface Literal {
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'date' | 'datetime' | 'range';
  /** As written, without the quotes around a text, and with its escapes. */
  readonly text: string;
}

/** How a field is compared. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN';

/** A condition of a WHERE clause. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: Operator;
      readonly values: readonly Literal[];
    };

/** One entry of an ORDER BY clause. */
export interface Ordering {
  readonly field: string;
  readonly isDescending: boolean;
  readonly areNullsLast: boolean;
}

/** A query, understood. */
export interface SoqlQuery {
  readonly fields: readonly string[];
  /** `SELECT COUNT()`: only how many there are. */
  readonly isCount: boolean;
  readonly object: string;
  readonly where?: Condition;
  readonly orderBy: readonly Ordering[];
  readonly limit?: number;
  readonly offset?: number;
}

function malformedQuery(message: string): SalesforceError {
  return new SalesforceError(400, 'MALFORMED_QUERY', message);
}

const maximumDepth = 50;
const literalKinds: readonly TokenKind[] = ['string', 'number', 'date', 'datetime'];
const ranges = /^(TODAY|YESTERDAY|TOMORROW|(LAST|NEXT)_N_DAYS:\d{1,6})$/i;
const reserved = /^(FROM|WHERE|AND|OR|NOT|ORDER|LIMIT|OFFSET|IN|LIKE)$/i;

/** Reads SELECT, FROM, WHERE, ORDER BY, LIMIT and OFFSET; what else SOQL can do is refused, not ignored. */
export function parseSoql(text: string): SoqlQuery {
  return new Parser(tokenize(text)).query();
}

/** Reads the condition of a WHERE clause alone. */
export function parseSoqlCondition(text: string): Condition {
  return new Parser(tokenize(text)).lone();
}

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): SoqlQuery {
    this.#expect('SELECT');
    const isCount = this.#takeCount();
    const fields = isCount ? [] : this.#list(() => this.#name());
    this.#expect('FROM');
    const object = this.#name();
    const where = this.#take('WHERE') ? this.#condition() : undefined;
    const orderBy = this.#take('ORDER') ? this.#orderings() : [];
    const limit = this.#take('LIMIT') ? this.#count() : undefined;
    const offset = this.#take('OFFSET') ? this.#count() : undefined;
    this.#end();
    return { fields, isCount, object, where, orderBy, limit, offset };
  }

  lone(): Condition {
    const condition = this.#condition();
    this.#end();
    return condition;
  }

  /** AND and OR side by side need parentheses, as with the vendor. */
  #condition(): Condition {
    const first = this.#term();
    const joint = this.#peekWord()?.toUpperCase();
    if (joint !== 'AND' && joint !== 'OR') return first;
    const parts = [first];
    while (this.#take(joint)) parts.push(this.#term());
    if (/^(AND|OR)$/i.test(this.#peekWord() ?? '')) this.#unexpected();
    return { kind: joint === 'AND' ? 'and' : 'or', parts };
  }

  #term(): Condition {
    if (this.#take('NOT')) return { kind: 'not', part: this.#nested(() => this.#term()) };
    if (this.#take('(')) {
      const condition = this.#nested(() => this.#condition());
      this.#expect(')');
      return condition;
    }
    const field = this.#name();
    const operator = this.#operator();
    const values = operator.endsWith('IN') ? this.#literalList() : [this.#literal()];
    return { kind: 'compare', field, operator, values };
  }

  #nested(read: () => Condition): Condition {
    if (this.#depth >= maximumDepth) throw malformedQuery('the conditions are nested too deeply');
    this.#depth += 1;
    const condition = read();
    this.#depth -= 1;
    return condition;
  }

  #operator(): Operator {
    for (const symbol of ['=', '!=', '<=', '>=', '<', '>'] as const) if (this.#take(symbol)) return symbol;
    if (this.#take('<>')) return '!=';
    if (this.#take('LIKE')) return 'LIKE';
    if (this.#take('IN')) return 'IN';
    if (this.#take('NOT')) {
      this.#expect('IN');
      return 'NOT IN';
    }
    return this.#unexpected();
  }

  #literalList(): readonly Literal[] {
    this.#expect('(');
    const values = this.#list(() => this.#literal());
    this.#expect(')');
    return values;
  }

  #literal(): Literal {
    const token = this.#tokens[this.#position];
    const kind = token && literalKind(token);
    if (!token || !kind) return this.#unexpected();
    this.#position += 1;
    return { kind, text: token.text };
  }

  #orderings(): readonly Ordering[] {
    this.#expect('BY');
    return this.#list(() => {
      const field = this.#name();
      const isDescending = this.#take('DESC') || (this.#take('ASC'), false);
      const areNullsLast = this.#take('NULLS') && (this.#take('LAST') || (this.#expect('FIRST'), false));
      return { field, isDescending, areNullsLast };
    });
  }

  #takeCount(): boolean {
    const [word, open, close] = this.#tokens.slice(this.#position, this.#position + 3);
    if (word?.text.toUpperCase() !== 'COUNT' || open?.text !== '(' || close?.text !== ')') return false;
    this.#position += 3;
    return true;
  }

  #count(): number {
    const token = this.#tokens[this.#position];
    if (token?.kind !== 'number' || !/^\d+$/.test(token.text)) return this.#unexpected();
    this.#position += 1;
    return Number(token.text);
  }

  #list<Item>(read: () => Item): readonly Item[] {
    const items = [read()];
    while (this.#take(',')) items.push(read());
    return items;
  }

  #name(): string {
    const word = this.#peekWord();
    if (word === undefined || reserved.test(word)) return this.#unexpected();
    this.#position += 1;
    return word;
  }

  #peekWord(): string | undefined {
    const token = this.#tokens[this.#position];
    return token?.kind === 'word' ? token.text : undefined;
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#position];
    if (!token || literalKinds.includes(token.kind) || token.text.toUpperCase() !== text) return false;
    this.#position += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) this.#unexpected();
  }

  #end(): void {
    if (this.#position < this.#tokens.length) this.#unexpected();
  }

  #unexpected(): never {
    throw malformedQuery(`unexpected token: '${this.#tokens[this.#position]?.text ?? '<EOF>'}'`);
  }
}

function literalKind({ kind, text }: Token): Literal['kind'] | undefined {
  if (kind === 'string' || kind === 'number' || kind === 'date' || kind === 'datetime') return kind;
  if (/^(true|false)$/i.test(text)) return 'boolean';
  if (/^null$/i.test(text)) return 'null';
  return ranges.test(text) ? 'range' : undefined;
}
