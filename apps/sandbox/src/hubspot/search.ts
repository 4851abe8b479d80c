import { CrmError } from './crm-error.js';
import type { CrmRecord } from './crm-store.js';

interface Filter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
}

interface Sort {
  readonly propertyName: string;
  readonly direction?: string;
}

/** A search, as far as it is understood here. */
export interface SearchBody {
  readonly query?: string;
  readonly filterGroups?: readonly { readonly filters: readonly Filter[] }[];
  /** A property with a minus before it where the highest comes first, or the longer form. */
  readonly sorts?: readonly (string | Sort)[];
  readonly properties?: readonly string[];
  readonly limit?: number;
  readonly after?: string;
}

const searched = ['dealname', 'email', 'firstname', 'lastname', 'phone', 'company', 'subject', 'content'];

/** Finds records, sorts them and cuts out a page: 10 unless told, 200 at most, nothing beyond the 10,000th. */
export function search(records: readonly CrmRecord[], body: SearchBody) {
  const { limit = 10, after = '0', sorts = [] } = body;
  const start = Number(after);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw invalid('limit must be between 1 and 200');
  if (!Number.isInteger(start) || start + limit > 10_000) throw invalid('The offset and limit exceed 10000');
  const sorted = sortedBy(matching(records, body), toSort(sorts[0]));
  const next = start + limit < sorted.length ? { paging: { next: { after: String(start + limit) } } } : {};
  return { total: sorted.length, results: sorted.slice(start, start + limit), ...next };
}

function matching(records: readonly CrmRecord[], { query = '', filterGroups = [] }: SearchBody): readonly CrmRecord[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return records
    .filter(({ properties }) => words.every((word) => searched.some((name) => holds(properties[name], word))))
    .filter((record) => filterGroups.length === 0 || filterGroups.some(({ filters }) => passes(record, filters)));
}

function toSort(sort: string | Sort | undefined): Sort | undefined {
  if (typeof sort !== 'string') return sort;
  return { propertyName: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'DESCENDING' : 'ASCENDING' };
}

function sortedBy(records: readonly CrmRecord[], sort: Sort | undefined): readonly CrmRecord[] {
  if (sort === undefined) return records;
  const sorted = [...records].sort((one, other) => compare(one, other, sort.propertyName));
  return sort.direction === 'DESCENDING' ? sorted.reverse() : sorted;
}

function holds(value: string | null | undefined, word: string): boolean {
  return value?.toLowerCase().includes(word) ?? false;
}

function passes({ properties }: CrmRecord, filters: readonly Filter[]): boolean {
  return filters.every(({ propertyName, operator, value = '' }) => {
    const found = properties[propertyName] ?? '';
    if (operator === 'EQ') return found.toLowerCase() === value.toLowerCase();
    if (operator === 'LT') return rank(found) < rank(value);
    if (operator === 'GTE') return rank(found) >= rank(value);
    throw invalid(`operator ${operator} is not known here`);
  });
}

function compare(one: CrmRecord, other: CrmRecord, name: string): number {
  const difference = rank(one.properties[name] ?? '') - rank(other.properties[name] ?? '');
  return difference || Number(one.id) - Number(other.id);
}

/** Numbers and times, as they are ordered. */
function rank(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : Date.parse(value);
}

function invalid(message: string): CrmError {
  return new CrmError(400, 'VALIDATION_ERROR', message);
}
