import type { Row } from './row.js';

type Condition = (row: Row) => boolean;

/** What an encoded query asks for. */
export interface Query {
  readonly matches: (row: Row) => boolean;
  readonly compare: (one: Row, other: Row) => number;
}

const operators: Readonly<Record<string, (stored: string, value: string) => boolean>> = {
  '=': (stored, value) => stored.toLowerCase() === value.toLowerCase(),
  '!=': (stored, value) => stored.toLowerCase() !== value.toLowerCase(),
  LIKE: (stored, value) => stored.toLowerCase().includes(value.toLowerCase()),
  STARTSWITH: (stored, value) => stored.toLowerCase().startsWith(value.toLowerCase()),
};

/** Reads an encoded query; what it does not understand is ignored, as the vendor does. */
export function readQuery(text: string, userId: string): Query {
  const terms = text.split('^').filter((term) => term !== '');
  const groups: Condition[][] = [];
  for (const term of terms.filter((one) => !/^ORDERBY/.test(one))) {
    const isAlternative = term.startsWith('OR');
    const condition = readCondition(isAlternative ? term.slice(2) : term, userId);
    if (condition === undefined) continue;
    if (isAlternative && groups.length > 0) groups.at(-1)?.push(condition);
    else groups.push([condition]);
  }
  return {
    matches: (row) => groups.every((group) => group.some((condition) => condition(row))),
    compare: comparison(terms.filter((term) => term.startsWith('ORDERBY'))),
  };
}

function readCondition(term: string, userId: string): Condition | undefined {
  const [, column, operator = '', written = ''] = /^([a-z_]+)(=|!=|LIKE|STARTSWITH)([\s\S]*)$/.exec(term) ?? [];
  if (column === undefined) return undefined;
  const value = written === 'javascript:gs.getUserID()' ? userId : written;
  return (row) => operators[operator]?.(row[column] ?? '', value) ?? false;
}

function comparison(orders: readonly string[]): Query['compare'] {
  return (one, other) => {
    for (const order of orders) {
      const [, descending, column = ''] = /^ORDERBY(DESC)?(.*)$/.exec(order) ?? [];
      const difference = (one[column] ?? '').localeCompare(other[column] ?? '');
      if (difference !== 0) return descending === undefined ? difference : -difference;
    }
    return 0;
  };
}
