import { SalesforceError, notFound } from './api-error.js';
import { findObject, type Field, type SalesforceObject } from './objects.js';
import type { SalesforceRecord } from './record-store.js';
import { comparable, compile, needField } from './soql-filter.js';
import { parseSoql, type Ordering, type SoqlQuery } from './soql.js';

/** A record as an answer shows it. */
export type RecordAnswer = Readonly<Record<string, unknown>>;

/** What a query found. */
export interface QueryResult {
  readonly totalSize: number;
  readonly records: readonly RecordAnswer[];
}

/** What a query may see. */
export interface QueryScope {
  readonly apiPath: string;
  readonly now: Date;
  readonly list: (object: SalesforceObject) => readonly SalesforceRecord[];
}

const maximumOffset = 2_000;

/** Runs a query over the records of its scope. */
export function runQuery(text: string, scope: QueryScope): QueryResult {
  const query = parseSoql(text);
  const object = findObject(query.object);
  if (!object) {
    throw new SalesforceError(400, 'INVALID_TYPE', `sObject type '${query.object}' is not supported.`);
  }
  const fields = selectedFields(query, object);
  const order = compareBy(query.orderBy, object);
  const filter = query.where ? compile(query.where, object, scope.now) : () => true;
  const { limit = Infinity, offset = 0 } = query;
  if (offset > maximumOffset) {
    throw new SalesforceError(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${maximumOffset}`);
  }
  const found = scope.list(object).filter(filter);
  if (query.isCount) return { totalSize: found.length, records: [] };
  const records = [...found].sort(order).slice(offset, offset + limit);
  return { totalSize: records.length, records: records.map((record) => answerRecord(object, record, fields, scope)) };
}

/** A record with its attributes first, then the fields asked for, or all. */
export function answerRecord(
  object: SalesforceObject,
  record: SalesforceRecord,
  fields: readonly Field[],
  { apiPath }: Pick<QueryScope, 'apiPath'>,
): RecordAnswer {
  return {
    attributes: { type: object.name, url: `${apiPath}/sobjects/${object.name}/${String(record['Id'])}` },
    ...Object.fromEntries(fields.map(({ name }) => [name, record[name] ?? null])),
  };
}

function selectedFields({ fields }: SoqlQuery, object: SalesforceObject): readonly Field[] {
  const selected = fields.map((name) => needField(object, name));
  const twice = selected.find((field, i) => selected.indexOf(field) !== i);
  if (twice) throw new SalesforceError(400, 'INVALID_FIELD', `duplicate field selected: ${twice.name}`);
  return selected;
}

function compareBy(orderings: readonly Ordering[], object: SalesforceObject) {
  const keys = orderings.map((ordering) => ({ ...ordering, field: needField(object, ordering.field) }));
  return (a: SalesforceRecord, b: SalesforceRecord): number => {
    for (const { field, isDescending, areNullsLast } of keys) {
      const [left, right] = [comparable(field, a[field.name]), comparable(field, b[field.name])];
      if (left === right) continue;
      if (left === null || right === null) return (left === null) === areNullsLast ? 1 : -1;
      return left < right === isDescending ? 1 : -1;
    }
    return 0;
  };
}

interface Cursor {
  readonly personId: string;
  readonly result: QueryResult;
  readonly batchSize: number;
}

const rememberedCursors = 1_000;

/** One page of a query's answer. */
export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly RecordAnswer[];
}

/** The queries whose answers did not fit on one page; each belongs to the person who asked. */
export class QueryCursors {
  readonly #cursors = new Map<string, Cursor>();
  #nextNumber = 1;

  /** The first page of a result. */
  open(cursor: Cursor, apiPath: string): QueryPage {
    const id = `01gSb${String(this.#nextNumber++).padStart(10, '0')}`;
    if (cursor.result.records.length > cursor.batchSize) {
      this.#cursors.set(id, cursor);
      const [oldest] = this.#cursors.keys();
      if (this.#cursors.size > rememberedCursors && oldest) this.#cursors.delete(oldest);
    }
    return pageOf(cursor, 0, `${apiPath}/query/${id}`);
  }

  /** A later page, by the last part of its URL. */
  next(locator: string, personId: string, apiPath: string): QueryPage {
    const [, id = '', start] = /^(01gSb\d{10})-(\d{1,9})$/.exec(locator) ?? [];
    const cursor = this.#cursors.get(id);
    if (!start) throw notFound();
    if (cursor?.personId !== personId) {
      throw new SalesforceError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return pageOf(cursor, Number(start), `${apiPath}/query/${id}`);
  }
}

function pageOf({ result, batchSize }: Cursor, start: number, url: string): QueryPage {
  const end = start + batchSize;
  const done = end >= result.records.length;
  const records = result.records.slice(start, end);
  return { totalSize: result.totalSize, done, ...(done ? {} : { nextRecordsUrl: `${url}-${end}` }), records };
}
