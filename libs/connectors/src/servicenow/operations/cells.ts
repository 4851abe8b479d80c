import { VendorAnswerInvalidError } from '#connectors';
import { Type, type Static } from 'typebox';

/**
 * A record with `sysparm_display_value=all`: each column has a `value`, always text, and a `display_value`; references hold
 * a sys_id. Columns that the account may not read are missing.
 */
export const Cells = Type.Record(Type.String(), Type.Unknown());
export type Cells = Static<typeof Cells>;

/** A result that says `error` is none, although its status may be 200: a query that took too long. */
const noError = { error: Type.Optional(Type.Never()) };

/** An answer with one record. */
export const OneRow = Type.Object({ result: Cells, ...noError });

/** An answer with any number of records. */
export const ManyRows = Type.Object({ result: Type.Array(Cells), ...noError });

/** Words for the codes of a choice field: word -> code. */
export type Words = Readonly<Record<string, string>>;

/** The stored value of a field; undefined when it is empty or hidden. */
export function valueOf(cells: Cells, column: string): string | undefined {
  return textIn(cells[column], 'value');
}

/** The sys_id of a record; throws `VendorAnswerInvalidError` when there is none. */
export function idOf(cells: Cells): string {
  const id = valueOf(cells, 'sys_id');
  if (id !== undefined) return id;
  throw new VendorAnswerInvalidError(
    'ServiceNow answered a record without its sys_id: let its administrator allow the account to read that field.',
  );
}

/** What people see of a field: the name behind a reference, the label of a choice. */
export function labelOf(cells: Cells, column: string): string | undefined {
  return textIn(cells[column], 'display_value') ?? valueOf(cells, column);
}

/** The word for a code; the instance's own label where it has codes of its own. */
export function wordOf(cells: Cells, column: string, words: Words): string | undefined {
  const code = valueOf(cells, column);
  return Object.keys(words).find((word) => words[word] === code) ?? labelOf(cells, column);
}

/** A stored time, which is UTC without saying so: `2026-07-14 00:28:27`. */
export function timeOf(cells: Cells, column: string): string | undefined {
  const stored = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(valueOf(cells, column) ?? '');
  return stored === null ? undefined : `${stored[1]}T${stored[2]}.000Z`;
}

/** Leaves out what is not known. */
export function known<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function textIn(cell: unknown, part: 'value' | 'display_value'): string | undefined {
  const text = typeof cell === 'object' && cell !== null ? (cell as Record<string, unknown>)[part] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
