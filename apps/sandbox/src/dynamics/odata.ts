import type { Row } from './dataverse-store.js';

const clause = /^contains\((\w+),'((?:[^']|'')*)'\)/;

/** Reads a filter of `contains` clauses joined by `or`; undefined when it is anything else. */
export function readFilter(filter: string): ((row: Row) => boolean) | undefined {
  const tests: ((row: Row) => boolean)[] = [];
  for (let rest = filter; ;) {
    const [whole, column = '', literal = ''] = clause.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    const pattern = likePattern(literal.replaceAll("''", "'"));
    tests.push((row) => pattern.test(String(row[column] ?? '')));
    rest = rest.slice(whole.length);
    if (rest === '') return (row) => tests.some((test) => test(row));
    if (!rest.startsWith(' or ')) return undefined;
    rest = rest.slice(' or '.length);
  }
}

/** What a text matches here: `%` any text, `_` any character, `[…]` one of some, in capitals or not. */
function likePattern(text: string): RegExp {
  const source = text.replace(/\[(\^?)([^\]]+)\]|[\s\S]/g, (one, not: string | undefined, some: string | undefined) => {
    if (some !== undefined) return `[${not}${some.replace(/[\\[\]^]/g, '\\$&')}]`;
    return { '%': '.*', _: '.' }[one] ?? one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  });
  return new RegExp(source, 'is');
}

/** The columns that were asked for, as an answer holds them. */
export function selectColumns(row: Row, select: string | undefined): Row {
  const names = select?.split(',') ?? Object.keys(row);
  return { '@odata.etag': 'W/"1"', ...Object.fromEntries(names.map((name) => [name, row[name] ?? null])) };
}

/** The paging cookie of the vendor, encoded twice as there. */
export function pagingCookie(page: number): string {
  return `<cookie pagenumber="${page}" pagingcookie="%253ccookie%2520page%253d%2522${page - 1}%2522%253e" istracking="False" />`;
}

/** The page that a cookie leads to. */
export function pageOf(cookie: string | undefined): number {
  return Number(/^<cookie pagenumber="(\d+)"/.exec(cookie ?? '')?.[1] ?? 1);
}
