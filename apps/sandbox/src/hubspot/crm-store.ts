import type { RecordStore } from '../system.js';
import { seeds } from './seeds.js';

/** The kinds of records that there are, and what HubSpot's paths and pages call them by number. */
export const objectTypes = { contacts: '0-1', deals: '0-3', tickets: '0-5' } as const;

export type CrmObject = keyof typeof objectTypes;

export const objectNames = Object.keys(objectTypes) as readonly CrmObject[];

/** A record; every value is text. */
export interface CrmRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The records of one account, in memory. */
export class CrmStore implements RecordStore {
  readonly #now: () => Date;
  readonly #records = new Map<CrmObject, Map<string, CrmRecord>>();
  readonly #associations = new Set<string>();
  #made = 0;

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  reset(): void {
    this.#made = 0;
    this.#associations.clear();
    for (const object of objectNames) {
      this.#records.set(object, new Map());
      for (const { id, ...properties } of seeds[object]) this.#add(object, id, properties);
    }
  }

  snapshot(): Readonly<Record<string, readonly unknown[]>> {
    const records = objectNames.map((object) => [object, this.list(object)]);
    return { ...Object.fromEntries(records), associations: [...this.#associations] };
  }

  list(object: CrmObject): readonly CrmRecord[] {
    return [...(this.#records.get(object)?.values() ?? [])];
  }

  find(object: CrmObject, id: string): CrmRecord | undefined {
    return this.#records.get(object)?.get(id);
  }

  create(object: CrmObject, properties: CrmRecord['properties']): CrmRecord {
    this.#made += 1;
    return this.#add(object, String(5_000_000 + this.#made), properties);
  }

  update(object: CrmObject, record: CrmRecord, properties: CrmRecord['properties']): CrmRecord {
    const updatedAt = this.#now().toISOString();
    const changed = { ...record, properties: { ...record.properties, ...properties }, updatedAt };
    this.#records.get(object)?.set(record.id, changed);
    return changed;
  }

  remove(object: CrmObject, id: string): void {
    this.#records.get(object)?.delete(id);
  }

  associate(from: string, to: string): void {
    this.#associations.add(`${from} ${to}`).add(`${to} ${from}`);
  }

  #add(object: CrmObject, id: string, values: CrmRecord['properties']): CrmRecord {
    const createdAt = this.#now().toISOString();
    const properties = { ...values, createdate: createdAt, hs_object_id: id };
    const record = { id, properties, createdAt, updatedAt: createdAt };
    this.#records.get(object)?.set(id, record);
    return record;
  }
}
