import type { RecordStore } from '../system.js';
import { SalesforceError, notFound } from './api-error.js';
import { findPerson, organizations, people, type Organization } from './directory.js';
import { findObject, objects, type SalesforceObject } from './objects.js';
import { recordId } from './record-ids.js';
import { seededCases, seededLeads, seededOpportunities } from './seeds.js';

/** What a field holds; dates and times are texts in the API's own form. */
export type FieldValue = string | number | boolean | null;

/** A record: every field of its object by name. */
export type SalesforceRecord = Readonly<Record<string, FieldValue>>;

interface Row {
  readonly organizationId: string;
  readonly record: SalesforceRecord;
}

const dayMs = 24 * 60 * 60 * 1_000;

/** Writes a time as the API does, to the second. */
export function apiTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}.000+0000`;
}

/** The records of all organisations, in memory. */
export class SalesforceStore implements RecordStore {
  readonly #now: () => Date;
  readonly #rows = new Map<string, Row>();
  #nextNumber: number;
  #lastCase = 1_000;

  constructor(now: () => Date) {
    this.#now = now;
    // Ids go on where an earlier start left off, so that an old link never shows a new record.
    this.#nextNumber = Math.floor(now().getTime() / 1_000) * 65_536;
    this.reset();
  }

  /** Everything that exists of an object in an organisation, oldest first; all organisations when none is named. */
  list(objectName: string, organizationId?: string): readonly SalesforceRecord[] {
    const prefix = findObject(objectName)?.keyPrefix ?? '';
    return [...this.#rows.entries()]
      .filter(([id, row]) => id.startsWith(prefix) && isVisible(row, organizationId))
      .map(([, { record }]) => record);
  }

  /** A record by its id, in one organisation or in any; undefined when there is none, or when it was deleted. */
  find(id: string, organizationId?: string): SalesforceRecord | undefined {
    const row = this.#rows.get(id);
    return row && isVisible(row, organizationId) ? row.record : undefined;
  }

  /** A record that a person may change; throws 404 when there is none, or when it was deleted. */
  getWritable(id: string, personId: string): SalesforceRecord {
    return this.#writable(id, personId).record;
  }

  /** Adds a record and returns its id; a person's organisation is where it goes. */
  create(objectName: string, values: SalesforceRecord, personId = people[0]?.id ?? ''): string {
    const object = findObject(objectName);
    if (!object) throw notFound();
    const { organizationId } = findPerson(personId);
    if (object.name === 'CaseComment') this.#checkParent(values, organizationId);
    const numbered = object.name === 'Case' && { CaseNumber: String(++this.#lastCase).padStart(8, '0') };
    const [id, time] = [recordId(object.keyPrefix, this.#nextNumber++), apiTime(this.#now())];
    const made = { Id: id, CreatedDate: time, CreatedById: personId, OwnerId: values['OwnerId'] ?? personId };
    const changed = { LastModifiedDate: time, LastModifiedById: personId, SystemModstamp: time };
    this.#write(organizationId, object, { ...defaults(object), ...values, ...numbered, ...made, ...changed });
    return id;
  }

  /** Changes a record that can be written. */
  update(id: string, values: SalesforceRecord, personId: string): void {
    const { organizationId, record } = this.#writable(id, personId);
    const time = apiTime(this.#now());
    const changed = { LastModifiedDate: time, LastModifiedById: personId, SystemModstamp: time };
    this.#write(organizationId, objectOf(id), { ...record, ...values, ...changed });
  }

  /** Deletes a record that can be written. */
  remove(id: string, personId: string): void {
    const { organizationId, record } = this.#writable(id, personId);
    this.#rows.set(id, { organizationId, record: { ...record, IsDeleted: true } });
  }

  snapshot(): Readonly<Record<string, readonly SalesforceRecord[]>> {
    return Object.fromEntries(objects.map(({ name }) => [name, this.list(name)]));
  }

  reset(): void {
    this.#rows.clear();
    this.#lastCase = 1_000;
    for (const organization of organizations) this.#seedDirectory(organization);
    seededLeads.forEach((lead, i) => this.#seed('Lead', lead, i));
    seededOpportunities.forEach((opportunity, i) => this.#seed('Opportunity', opportunity, i));
    seededCases.forEach((supportCase, i) => this.#seed('Case', supportCase, i));
  }

  #checkParent({ ParentId }: SalesforceRecord, organizationId: string): void {
    if (this.find(String(ParentId), organizationId)?.['CaseNumber']) return;
    throw new SalesforceError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['ParentId']);
  }

  #writable(id: string, personId: string): Row {
    const { organizationId } = findPerson(personId);
    const row = this.#rows.get(id);
    if (!row || row.organizationId !== organizationId) throw notFound();
    if (row.record['IsDeleted']) throw new SalesforceError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
    return row;
  }

  #write(organizationId: string, object: SalesforceObject, record: SalesforceRecord): void {
    this.#rows.set(String(record['Id']), { organizationId, record: { ...record, ...computed(object, record) } });
  }

  #seed(objectName: string, values: SalesforceRecord, daysAgo: number): void {
    const id = this.create(objectName, values);
    const time = apiTime(new Date(this.#now().getTime() - (daysAgo + 1) * dayMs));
    const row = this.#rows.get(id) as Row;
    const dated = { CreatedDate: time, LastModifiedDate: time, SystemModstamp: time };
    this.#rows.set(id, { ...row, record: { ...row.record, ...dated } });
  }

  #seedDirectory(organization: Organization): void {
    const { id, name, type, isTrial } = organization;
    const inAMonth = apiTime(new Date(this.#now().getTime() + 30 * dayMs));
    const write = (objectName: string, record: SalesforceRecord) =>
      this.#rows.set(String(record['Id']), {
        organizationId: id,
        record: { ...defaults(findObject(objectName) as SalesforceObject), ...record },
      });
    const edition = { OrganizationType: type, TrialExpirationDate: isTrial ? inAMonth : null };
    write('Organization', { Id: id, Name: name, ...edition, InstanceName: 'SBX1', LanguageLocaleKey: 'en_US' });
    for (const person of people.filter(({ organizationId }) => organizationId === id)) {
      const names = { FirstName: person.firstName, LastName: person.lastName, Name: person.name };
      const login = { Id: person.id, Username: person.username, Email: person.username, UserType: 'Standard' };
      write('User', { ...login, ...names, TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US' });
    }
  }
}

function isVisible({ organizationId, record }: Row, wanted?: string): boolean {
  return !record['IsDeleted'] && (wanted === undefined || organizationId === wanted);
}

function objectOf(id: string): SalesforceObject {
  return objects.find(({ keyPrefix }) => id.startsWith(keyPrefix)) as SalesforceObject;
}

function defaults(object: SalesforceObject): SalesforceRecord {
  return Object.fromEntries(object.fields.map((field) => [field.name, field.default]));
}

/** What the system works out by itself. */
function computed({ name }: SalesforceObject, record: SalesforceRecord): SalesforceRecord {
  if (name === 'Lead') return { Name: [record['FirstName'], record['LastName']].filter(Boolean).join(' ') };
  if (name === 'Case') {
    return { IsClosed: record['Status'] === 'Closed' };
  }
  if (name !== 'Opportunity') return {};
  const stage = String(record['StageName']);
  return { IsClosed: stage.startsWith('Closed'), IsWon: stage === 'Closed Won' };
}
