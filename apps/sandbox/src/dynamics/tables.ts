/** What a column takes: a text up to a length, or one of some numbers. */
export type Column = { readonly maxLength: number } | { readonly options: readonly number[] };

/** A table of Dataverse, as far as the look-alike knows it. */
export interface TableDefinition {
  readonly entity: string;
  readonly idColumn: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** What the server fills in. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

const text = (maxLength: number): Column => ({ maxLength });
const options = (...numbers: readonly number[]): Column => ({ options: numbers });

const person = {
  ...{ firstname: text(50), lastname: text(50), jobtitle: text(100), emailaddress1: text(100), telephone1: text(50) },
  description: text(2_000),
};

/** By entity set. */
export const tables: Readonly<Record<string, TableDefinition>> = {
  leads: {
    entity: 'lead',
    idColumn: 'leadid',
    columns: {
      ...person,
      ...{ subject: text(300), companyname: text(100), mobilephone: text(20), leadqualitycode: options(1, 2, 3) },
      ...{ leadsourcecode: options(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), statuscode: options(1, 2) },
    },
    defaults: { leadqualitycode: 2, statuscode: 1, statecode: 0 },
  },
  contacts: {
    entity: 'contact',
    idColumn: 'contactid',
    columns: { ...person, mobilephone: text(50) },
    defaults: { statuscode: 1, statecode: 0 },
  },
  incidents: {
    entity: 'incident',
    idColumn: 'incidentid',
    columns: {
      ...{ title: text(200), description: text(2_000), prioritycode: options(1, 2, 3), casetypecode: options(1, 2, 3) },
      ...{ caseorigincode: options(1, 2, 3, 2483, 3986, 700610000), statuscode: options(1, 2, 3, 4) },
    },
    defaults: { prioritycode: 2, statuscode: 1, statecode: 0 },
  },
};
