import { RecordNotFoundError, type OperationContext } from '#connectors';
import { idOf, ManyRows, OneRow, timeOf, valueOf, type Cells } from './cells.js';
import { encodeQuery, type QueryCondition } from './encoded-query.js';
import { makeCursor, readCursor, type PageInput } from './page.js';

/** The vendor's page about the Table API. */
export const tableApi = 'https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html';

/** A table and how its records are read. */
export interface Table<Row> {
  readonly name: 'incident' | 'sc_request';
  readonly columns: readonly string[];
  readonly toRow: (baseUrl: string, cells: Cells) => Row;
}

/** Values of columns, as the Table API takes them. */
export type Columns = Readonly<Record<string, string | undefined>>;

const row = '/api/now/table/{table}/{id}';
const rows = '/api/now/table/{table}';
const newestFirst = ['ORDERBYDESCsys_created_on', 'ORDERBYDESCsys_id'];
/** ServiceNow keeps times in whole seconds, and its clock may be a little behind ours. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Reads one record by sys_id. */
export async function readRow<Row>(context: OperationContext, table: Table<Row>, id: string): Promise<Row> {
  const { data } = await context.http.get(row, { path: at(table, id), query: shown(table), answer: OneRow });
  return table.toRow(context.baseUrl, data.result);
}

/** Inserts a record. */
export async function createRow<Row>(context: OperationContext, table: Table<Row>, json: Columns): Promise<Row> {
  const { data } = await context.http.post(rows, {
    path: { table: table.name },
    query: shown(table),
    json,
    answer: OneRow,
  });
  return table.toRow(context.baseUrl, data.result);
}

/** Changes the given columns of a record, and no others. */
export async function updateRow<Row>(
  context: OperationContext,
  table: Table<Row>,
  id: string,
  json: Columns,
): Promise<Row> {
  // PATCH knows no sysparm_exclude_reference_link: links come along, and are not read.
  const { sysparm_exclude_reference_link: _link, ...query } = shown(table);
  const { data } = await context.http.patch(row, { path: at(table, id), query, json, answer: OneRow });
  return table.toRow(context.baseUrl, data.result);
}

/** Deletes a record. */
export async function deleteRow({ http }: OperationContext, table: Table<unknown>, id: string): Promise<void> {
  await http.delete(row, { path: at(table, id) });
}

/** A page of records and, when there is more, where the next one begins. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  readonly nextCursor?: string;
}

/** Lists the records that meet all conditions, the newest first. */
export async function listRows<Row>(
  { http, baseUrl }: OperationContext,
  table: Table<Row>,
  { limit = 10, cursor }: PageInput,
  conditions: readonly QueryCondition[] = [],
): Promise<RowPage<Row>> {
  const offset = cursor === undefined ? 0 : readCursor(cursor);
  const { data, headers } = await http.get(rows, {
    path: { table: table.name },
    query: {
      ...shown(table),
      sysparm_query: encodeQuery(conditions, ...newestFirst),
      sysparm_limit: limit,
      sysparm_offset: offset,
    },
    answer: ManyRows,
  });
  const total = Number(headers['x-total-count'] ?? Number.NaN);
  // Records that the account may not see are counted and left out, so that a page can be short before the last.
  const hasMore = Number.isNaN(total) ? data.result.length === limit : offset + limit < total;
  const found = data.result.map((cells) => table.toRow(baseUrl, cells));
  return { rows: found, hasMore, ...(hasMore && { nextCursor: makeCursor(offset + limit) }) };
}

/** The sys_id of a record that is named by sys_id or by number; throws `RecordNotFoundError`. */
export async function resolveId({ http }: OperationContext, table: Table<unknown>, named: string): Promise<string> {
  if (/^[0-9a-f]{32}$/i.test(named)) return named.toLowerCase();
  const value = named.toUpperCase();
  const number: QueryCondition = { column: 'number', operator: '=', value, pointer: '/id' };
  const { data } = await http.get(rows, {
    path: { table: table.name },
    query: { ...shown({ columns: ['sys_id', 'number'] }), sysparm_query: encodeQuery([number]), sysparm_limit: 1 },
    answer: ManyRows,
  });
  // An instance leaves out conditions on columns that the account may not read: another record must never be taken for it.
  const found = data.result.find((cells) => valueOf(cells, 'number')?.toUpperCase() === value);
  if (found === undefined) throw new RecordNotFoundError('No record has this number, or the account cannot see it.');
  return idOf(found);
}

/** Looks for the record that an insert may have made: opened by the account since then, with the same values. */
export async function findCreated<Row>(
  { http, baseUrl, account }: OperationContext,
  table: Table<Row>,
  values: Columns,
  since: Date,
): Promise<Row | undefined> {
  const mine: QueryCondition = { column: 'opened_by', operator: '=', value: account.id, pointer: '' };
  const { data } = await http.get(rows, {
    path: { table: table.name },
    query: {
      ...shown({ columns: [...table.columns, 'opened_by'] }),
      sysparm_query: encodeQuery([mine], ...newestFirst),
      sysparm_limit: 50,
    },
    answer: ManyRows,
  });
  const [found, ...others] = data.result.filter(
    (cells) =>
      valueOf(cells, 'opened_by') === account.id &&
      Date.parse(timeOf(cells, 'sys_created_on') ?? '') >= since.getTime() - CLOCK_TOLERANCE_MS &&
      holds(cells, values),
  );
  return found !== undefined && others.length === 0 ? table.toRow(baseUrl, found) : undefined;
}

/** The record, when it has all of these values. */
export async function findUpdated<Row>(
  { http, baseUrl }: OperationContext,
  table: Table<Row>,
  id: string,
  values: Columns,
): Promise<Row | undefined> {
  const { data } = await http.get(row, { path: at(table, id), query: shown(table), answer: OneRow });
  return holds(data.result, values) ? table.toRow(baseUrl, data.result) : undefined;
}

/** Whether a record that was there is gone. */
export async function isGone(context: OperationContext, table: Table<unknown>, named: string): Promise<boolean> {
  try {
    await readRow(context, table, await resolveId(context, table, named));
    return false;
  } catch (error) {
    if (error instanceof RecordNotFoundError) return true;
    throw error;
  }
}

/** The link that opens a record, inside the vendor's navigation. */
export function recordUrl(baseUrl: string, table: string, id: string): string {
  return `${baseUrl}/nav_to.do?uri=${encodeURIComponent(`${table}.do?sys_id=${id}`)}`;
}

function holds(cells: Cells, values: Columns): boolean {
  return Object.entries(values).every(([column, value]) => (value ?? '') === (valueOf(cells, column) ?? ''));
}

function at({ name }: Table<unknown>, id: string): Readonly<Record<string, string>> {
  return { table: name, id };
}

/** Asks for the columns of a record, with the values behind labels. */
function shown({ columns }: Pick<Table<unknown>, 'columns'>): Readonly<Record<string, string | boolean>> {
  return {
    sysparm_fields: columns.join(','),
    sysparm_display_value: 'all',
    sysparm_exclude_reference_link: true,
  };
}
