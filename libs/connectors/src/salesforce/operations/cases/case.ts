import { Type, type Static } from 'typebox';
import { recordIdPattern, recordUrl } from '../rest-api.js';

/** The id of a case, as operations take it. */
export const CaseId = Type.String({
  title: 'Case id',
  description: 'Id of the case in Salesforce: 15 or 18 letters and digits.',
  pattern: recordIdPattern,
});

/** The longest values that Salesforce keeps (Object Reference, Case), and what each field is for. */
const fields = {
  subject: ['Subject', 'Subject', 'What the case is about.', 255],
  description: ['Description', 'Description', 'What happened, in full.', 32_000],
  status: ['Status', 'Status', 'Where the case stands, as the organisation names it: "Working".', 255],
  priority: ['Priority', 'Priority', 'How urgent it is, as the organisation names it: "High".', 255],
  origin: ['Origin', 'Origin', 'Where the case came from, as the organisation names it: "Web".', 255],
  contactName: ['SuppliedName', 'Contact name', 'Name of whoever asks, as it was told.', 80],
  contactEmail: ['SuppliedEmail', 'Contact e-mail', 'E-mail address of whoever asks, as it was told.', 80],
  contactPhone: ['SuppliedPhone', 'Contact phone', 'Phone number of whoever asks, as it was told.', 40],
} as const;

type FieldName = keyof typeof fields;

const bounds = (name: FieldName) => {
  const [, title, description, maxLength] = fields[name];
  return { title, description, minLength: 1, maxLength, pattern: '\\S' };
};
const property = (name: FieldName) => Type.String(bounds(name));

/** The fields of a case that can be written, each required. */
export const caseFields = {
  subject: property('subject'),
  description: property('description'),
  status: property('status'),
  priority: property('priority'),
  origin: property('origin'),
  contactName: property('contactName'),
  contactEmail: Type.String({ ...bounds('contactEmail'), format: 'email' }),
  contactPhone: property('contactPhone'),
} as const;

/** The number that people know a case by; Salesforce gives it. */
export const CaseNumber = Type.Optional(
  Type.String({ title: 'Number', description: 'Number of the case, which people know it by.' }),
);

const known = (title: string, description: string) => Type.Optional(Type.String({ title, description }));

/** A case as operations return it; what Salesforce does not know is left out. */
export const Case = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the case in Salesforce.' }),
    url: Type.String({ title: 'Link', description: 'Opens the case in Salesforce.', format: 'uri' }),
    number: CaseNumber,
    subject: known('Subject', 'What the case is about.'),
    description: known('Description', 'What happened, in full.'),
    status: known('Status', 'Where the case stands.'),
    priority: known('Priority', 'How urgent it is.'),
    origin: known('Origin', 'Where the case came from.'),
    contactName: known('Contact name', 'Name of whoever asks.'),
    contactEmail: known('Contact e-mail', 'E-mail address of whoever asks.'),
    contactPhone: known('Contact phone', 'Phone number of whoever asks.'),
    isClosed: Type.Optional(
      Type.Boolean({ title: 'Closed', description: 'Whether its status means that it is done.' }),
    ),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When the case was created, in UTC.', format: 'date-time' }),
    ),
  },
  { title: 'Case', description: 'A case in Salesforce.' },
);

/** A case as Salesforce sends it. */
export const CaseRecord = Type.Object({
  Id: Type.String({ pattern: recordIdPattern }),
  CreatedDate: Type.Optional(Type.String()),
  IsClosed: Type.Optional(Type.Boolean()),
  CaseNumber: Type.Optional(Type.String()),
  ...Object.fromEntries(
    Object.values(fields).map(([apiName]) => [apiName, Type.Optional(Type.Union([Type.String(), Type.Null()]))]),
  ),
});

/** Salesforce's names of everything that is read of a case. */
export const caseFieldList: readonly string[] = [
  ...['Id', 'CaseNumber', ...Object.values(fields).map(([name]) => name)],
  ...['IsClosed', 'CreatedDate'],
];

/** The case as Salesforce wants it: only the fields that are given. */
export function toCaseRecord(input: Partial<Record<FieldName, string>>): Record<string, string> {
  const given = Object.entries(fields).flatMap(([name, [apiName]]) => {
    const value = input[name as FieldName];
    return value === undefined ? [] : [[apiName, value.trim()] as const];
  });
  return Object.fromEntries(given);
}

/** The case as operations return it. */
export function toCase(baseUrl: string, record: Static<typeof CaseRecord>): Static<typeof Case> {
  const values = record as Readonly<Record<string, unknown>>;
  const told = Object.entries(fields).flatMap(([name, [apiName]]) => {
    const value = values[apiName];
    return typeof value === 'string' ? [[name as FieldName, value] as const] : [];
  });
  const createdAt = new Date(record.CreatedDate ?? '');
  return {
    id: record.Id,
    url: recordUrl(baseUrl, 'Case', record.Id),
    ...(record.CaseNumber !== undefined && { number: record.CaseNumber }),
    ...(Object.fromEntries(told) as Partial<Record<FieldName, string>>),
    ...(record.IsClosed !== undefined && { isClosed: record.IsClosed }),
    ...(!Number.isNaN(createdAt.getTime()) && { createdAt: createdAt.toISOString() }),
  };
}
