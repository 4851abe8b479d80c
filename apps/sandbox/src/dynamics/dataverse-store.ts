import { randomUUID } from 'node:crypto';
import { standardPeople } from '../people.js';
import type { RecordStore } from '../system.js';
import { tables } from './tables.js';

/** Who can sign in. */
export const people = standardPeople({
  ids: ['a0000000-0000-4000-8000-0000000000a1', 'a0000000-0000-4000-8000-0000000000b2'],
  note: 'Example Trading',
});

/** The one organisation. */
export const organisation = { id: 'b0000000-0000-4000-8000-000000000001', name: 'exampletrading' } as const;

/** A row, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

const seedId = (last: string) => `00000000-0000-4000-8000-${last.padStart(12, '0')}`;

const seeds: readonly (readonly [set: string, id: string, row: Row])[] = [
  [
    'contacts',
    seedId('2'),
    { firstname: 'Yvonne', lastname: 'McKay', emailaddress1: 'yvonne@example.com', telephone1: '555-0100' },
  ],
  ['contacts', seedId('22'), { firstname: 'Susanna', lastname: 'Stubberod', emailaddress1: 'susanna@example.com' }],
  ...(
    [
      ['1', 'Jim', 'Glynn', 'Coho Winery', 'Ten office chairs'],
      ['11', 'Robert', 'Lyon', 'Fourth Coffee', 'Espresso machines'],
      ['12', 'Maria', 'Campbell', 'Litware', 'Standing desks and chairs'],
      ['13', 'Nancy', 'Anderson', 'Adventure Works', 'Bicycle racks'],
    ] as const
  ).map(([id, firstname, lastname, companyname, subject]) => {
    return ['leads', seedId(id), { firstname, lastname, companyname, subject }] as const;
  }),
  ['incidents', seedId('3'), { title: 'A chair is broken', _customerid_value: seedId('2'), prioritycode: 1 }],
  ['incidents', seedId('33'), { title: 'The delivery is late', _customerid_value: seedId('22') }],
];

/** Rows in memory. */
export class DataverseStore implements RecordStore {
  readonly #rows = new Map<string, Map<string, Row>>();
  #lastCase = 1_000;
  #lastTime = 0;

  constructor(private readonly now: () => Date) {
    this.reset();
  }

  reset(): void {
    this.#lastCase = 1_000;
    this.#lastTime = 0;
    for (const set of Object.keys(tables)) this.#rows.set(set, new Map());
    const hourAgo = this.now().getTime() - 3_600_000;
    seeds.forEach(([set, id, row], index) => this.create(set, row, { id, createdAt: hourAgo + index * 60_000 }));
  }

  snapshot() {
    return Object.fromEntries(Object.keys(tables).map((set) => [set, this.list(set)]));
  }

  /** The newest first. */
  list(set: string): readonly Row[] {
    return [...(this.#rows.get(set)?.values() ?? [])].reverse();
  }

  find(set: string, id: string): Row | undefined {
    return this.#rows.get(set)?.get(id.toLowerCase());
  }

  create(set: string, row: Row, given: { readonly id?: string; readonly createdAt?: number } = {}): Row {
    const { idColumn, defaults } = tables[set]!;
    const id = given.id ?? randomUUID();
    // Times of creation differ, so that the order is the same everywhere.
    this.#lastTime = Math.max(given.createdAt ?? this.now().getTime(), this.#lastTime + 1_000);
    const createdon = new Date(this.#lastTime).toISOString().replace(/\.\d+Z$/, 'Z');
    const ticketnumber = set === 'incidents' ? { ticketnumber: `CAS-0${(this.#lastCase += 1)}-X1Y2Z3` } : {};
    return this.#keep(set, id, { ...defaults, ...ticketnumber, createdon, ...row, [idColumn]: id });
  }

  change(set: string, id: string, changes: Row): Row {
    return this.#keep(set, id.toLowerCase(), { ...this.find(set, id), ...changes });
  }

  delete(set: string, id: string): boolean {
    return this.#rows.get(set)?.delete(id.toLowerCase()) ?? false;
  }

  #keep(set: string, id: string, row: Row): Row {
    const { firstname = '', lastname = '' } = row as { firstname?: string; lastname?: string };
    const kept = set === 'incidents' ? row : { ...row, fullname: `${firstname} ${lastname}`.trim() };
    this.#rows.get(set)?.set(id, kept);
    return kept;
  }
}
