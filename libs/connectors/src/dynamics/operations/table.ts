import { VendorAnswerInvalidError, type OperationContext } from '#connectors';
import { Type } from 'typebox';
import { makeCursor, readCursor } from './cursor.js';
import { anyContains } from './odata.js';

/** Path of the Dataverse Web API. */
export const dataPath = '/api/data/v9.2';

/** The vendor's own pages about its Web API. */
export const webApiGuide = 'https://learn.microsoft.com/power-apps/developer/data-platform/webapi';

/** All operations need this, and nothing less exists. */
export const impersonation = 'https://{organisation}/user_impersonation';

/** Sent with every call, as "Compose HTTP requests" asks; the last keeps answers from coming out of a cache. */
export const odataHeaders = { 'odata-version': '4.0', 'odata-maxversion': '4.0', 'if-none-match': 'null' } as const;

/** A record's id, as Dataverse writes it. */
export const recordIdPattern = '^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$';

/** One kind of records: what operations call its fields, and what Dataverse does. */
export interface Table {
  /** The entity set, in paths: `leads`. */
  readonly set: string;
  /** The logical name, in links: `lead`. */
  readonly entity: string;
  readonly idColumn: string;
  readonly nameColumn: string;
  /** Field -> column, of what can be written and read. */
  readonly columns: Readonly<Record<string, string>>;
  /** Field -> its words and the numbers that Dataverse keeps. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Field -> column, of what is only read. */
  readonly readOnly: Readonly<Record<string, string>>;
  /** Columns that a search looks into. */
  readonly searched: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** A record with its fields by the names that operations have. */
export interface FoundRecord {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly [field: string]: string;
}

const AnyRow = Type.Record(Type.String(), Type.Unknown());
const Rows = Type.Object({ value: Type.Array(AnyRow), '@odata.nextLink': Type.Optional(Type.String()) });

/** Creates a record and returns what became of it: POST with `return=representation`. */
export async function createRow(context: OperationContext, table: Table, row: Row): Promise<FoundRecord> {
  const { data } = await context.http.post(`${dataPath}/${table.set}`, {
    query: { $select: selected(table) },
    headers: { ...odataHeaders, prefer: 'return=representation' },
    json: row,
    answer: AnyRow,
  });
  return toRecord(context, table, data);
}

/** Reads a record. */
export async function getRow(context: OperationContext, table: Table, id: string): Promise<FoundRecord> {
  const { data } = await context.http.get(`${dataPath}/${table.set}({id})`, {
    path: { id },
    query: { $select: selected(table) },
    headers: odataHeaders,
    answer: AnyRow,
  });
  return toRecord(context, table, data);
}

/** Changes a record; `If-Match: *` keeps Dataverse from creating one that does not exist. */
export async function updateRow(context: OperationContext, table: Table, change: { id: string; row: Row }) {
  const { data } = await context.http.patch(`${dataPath}/${table.set}({id})`, {
    path: { id: change.id },
    query: { $select: selected(table) },
    headers: { ...odataHeaders, prefer: 'return=representation', 'if-match': '*' },
    json: change.row,
    answer: AnyRow,
  });
  return toRecord(context, table, data);
}

/** Deletes a record. */
export async function deleteRow({ http }: OperationContext, table: Table, id: string): Promise<{ id: string }> {
  await http.delete(`${dataPath}/${table.set}({id})`, { path: { id }, headers: odataHeaders });
  return { id };
}

/** What a search is asked. */
interface Search {
  readonly keyword?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** Searches records, the newest first; the page after is told by Dataverse's own paging cookie, and as large as the first. */
export async function searchRows(context: OperationContext, table: Table, { keyword, limit = 10, cursor }: Search) {
  const place = cursor === undefined ? { size: limit } : readCursor(cursor);
  const { data } = await context.http.get(`${dataPath}/${table.set}`, {
    query: {
      $select: selected(table),
      $filter: keyword === undefined ? undefined : anyContains(table.searched, keyword),
      $orderby: `createdon desc,${table.idColumn} desc`,
      $skiptoken: place.cookie,
    },
    headers: { ...odataHeaders, prefer: `odata.maxpagesize=${place.size}` },
    answer: Rows,
  });
  const nextCursor = makeCursor(data['@odata.nextLink'], place.size);
  return {
    records: data.value.map((row) => toRecord(context, table, row)),
    hasMore: nextCursor !== undefined,
    ...(nextCursor !== undefined && { nextCursor }),
  };
}

/** The row as Dataverse wants it: only the fields that are given, choices as their numbers. */
export function toRow({ columns, choices }: Table, input: Readonly<Record<string, string | undefined>>): Row {
  const given = Object.entries(input).flatMap(([field, value]) => {
    const column = columns[field];
    if (value === undefined || column === undefined) return [];
    return [[column, choices[field]?.[value] ?? value.trim()] as const];
  });
  return Object.fromEntries(given);
}

function toRecord({ baseUrl }: OperationContext, table: Table, row: Row): FoundRecord {
  const { entity, idColumn, nameColumn, columns, choices, readOnly } = table;
  const id = row[idColumn];
  if (typeof id !== 'string' || !new RegExp(recordIdPattern).test(id)) {
    throw new VendorAnswerInvalidError('Dynamics 365 answered a record without an id: try again.');
  }
  const fields = Object.entries({ ...columns, ...readOnly }).flatMap(([field, column]) => {
    const value = readValue(row[column], choices[field]);
    return value === undefined ? [] : [[field, field.endsWith('At') ? toUtc(value) : value] as const];
  });
  const name = row[nameColumn];
  return {
    id,
    url: `${baseUrl}/main.aspx?pagetype=entityrecord&etn=${entity}&id=${id}`,
    name: typeof name === 'string' ? name : '',
    ...Object.fromEntries(fields),
  };
}

/** A text, or the word for a number; a number that an organisation added itself stays what it is. */
function readValue(value: unknown, words: Readonly<Record<string, number>> | undefined): string | undefined {
  if (words === undefined || typeof value !== 'number') return typeof value === 'string' && value ? value : undefined;
  return Object.keys(words).find((word) => words[word] === value) ?? String(value);
}

function toUtc(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toISOString();
}

function selected({ idColumn, nameColumn, columns, readOnly }: Table): string {
  return [...new Set([idColumn, nameColumn, ...Object.values(columns), ...Object.values(readOnly)])].join(',');
}
