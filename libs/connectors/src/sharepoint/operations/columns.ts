import type { ConnectorContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { invalid, maybe, type SitePlace } from './graph.js';

const Column = Type.Object({
  name: Type.String(),
  displayName: maybe(Type.String()),
  readOnly: maybe(Type.Boolean()),
  number: maybe(Type.Object({})),
  currency: maybe(Type.Object({})),
  boolean: maybe(Type.Object({})),
  choice: maybe(Type.Object({ choices: maybe(Type.Array(Type.String())) })),
});

/** A value for one column, both as people say them. */
export interface SpokenValue {
  readonly list: string;
  readonly column: string;
  readonly value: string;
}

/** Finds a column by the name that people see, and makes the text what it takes; throws `InputInvalidError`. */
export async function spokenColumn(
  { http }: Pick<ConnectorContext, 'http'>,
  { root, values }: SitePlace,
  { list, column: said, value }: SpokenValue,
): Promise<Readonly<Record<string, string | number | boolean>>> {
  const { data } = await http.get(`${root}/lists/{list}/columns`, {
    path: { ...values, list },
    answer: Type.Object({ value: Type.Array(Column) }),
  });
  const wanted = said.trim().toLowerCase();
  const fits = data.value.filter(({ name, displayName }) =>
    [name, displayName].some((one) => one?.toLowerCase() === wanted),
  );
  const column = fits.find(({ readOnly }) => readOnly !== true);
  if (column !== undefined) return { [column.name]: valueFor(column, value) };
  const words =
    fits.length === 0 ? `The list has no column "${said}".` : `The column "${said}" is kept by SharePoint itself.`;
  throw invalid('/column', 'is not a column that can be changed', words);
}

function valueFor({ number, currency, boolean, choice }: Static<typeof Column>, text: string) {
  const value = text.trim();
  if (number || currency) {
    if (/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(value)) return Number(value);
    throw invalid('/value', 'is not a number', `"${value}" is not a number, which the column takes.`);
  }
  if (boolean) {
    if (/^(?:yes|true|1)$/i.test(value)) return true;
    if (/^(?:no|false|0)$/i.test(value)) return false;
    throw invalid('/value', 'is neither yes nor no', `The column takes yes or no, and not "${value}".`);
  }
  return choice?.choices?.find((one) => one.toLowerCase() === value.toLowerCase()) ?? value;
}
