import type { RecordStore } from '../system.js';
import { people } from './directory.js';
import { sysId, tableNames, type Row, type TableName } from './row.js';
import { seeds } from './seeds.js';

/** The tables of an instance, in memory. */
export class InstanceStore implements RecordStore {
  readonly #now: () => Date;
  readonly #tables = new Map<TableName, Map<string, Row>>();
  #made = 0;

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  reset(): void {
    this.#made = 0;
    for (const table of tableNames) this.#tables.set(table, new Map());
    for (const [table, rows] of Object.entries(seeds(people))) {
      for (const row of rows) this.#add(table as TableName, row);
    }
  }

  snapshot(): Readonly<Record<string, readonly unknown[]>> {
    return Object.fromEntries(tableNames.map((table) => [table, this.list(table)]));
  }

  list(table: TableName): readonly Row[] {
    return [...(this.#tables.get(table)?.values() ?? [])];
  }

  find(table: TableName, id: string): Row | undefined {
    return this.#tables.get(table)?.get(id);
  }

  /** Inserts a record as this user; what the base system fills in is filled in. */
  insert(table: 'incident' | 'sc_request', values: Row, userId: string): Row {
    this.#made += 1;
    const prefix = table === 'incident' ? 'INC' : 'REQ';
    const number = `${prefix}${String(10_100 + this.#made).padStart(7, '0')}`;
    const id = sysId(`${table} ${number} ${this.#now().toISOString()}`);
    return this.#add(table, { ...defaults[table], opened_by: userId, ...values, sys_id: id, number });
  }

  update(table: TableName, id: string, values: Row): Row | undefined {
    const row = this.find(table, id);
    return row && this.#put(table, { ...row, ...values, sys_updated_on: this.#time() });
  }

  remove(table: TableName, id: string): boolean {
    return this.#tables.get(table)?.delete(id) ?? false;
  }

  #add(table: TableName, row: Row): Row {
    return this.#put(table, { sys_created_on: this.#time(), sys_updated_on: this.#time(), ...row });
  }

  #put(table: TableName, row: Row): Row {
    this.#tables.get(table)?.set(row['sys_id'] ?? '', row);
    return row;
  }

  /** UTC, without saying so. */
  #time(): string {
    return this.#now().toISOString().slice(0, 19).replace('T', ' ');
  }
}

const defaults = {
  incident: { state: '1', urgency: '3', impact: '3', priority: '5' },
  sc_request: { request_state: 'requested', priority: '4' },
} as const;
