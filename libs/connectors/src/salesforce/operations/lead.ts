import { Type, type Static } from 'typebox';
import { recordIdPattern, recordUrl } from './rest-api.js';

/** The id of a lead, as operations take it. */
export const LeadId = Type.String({
  title: 'Lead id',
  description: 'Id of the lead in Salesforce: 15 or 18 letters and digits.',
  pattern: recordIdPattern,
});

/** The longest values that Salesforce keeps (Field Reference Guide, Lead), and what each field is for. */
const fields = {
  firstName: ['FirstName', 'First name', 'Given name of the person.', 40],
  lastName: ['LastName', 'Last name', 'Family name of the person.', 80],
  company: ['Company', 'Company', 'Company that the person works for.', 255],
  title: ['Title', 'Job title', 'Position of the person in the company.', 128],
  email: ['Email', 'E-mail', 'E-mail address of the person.', 80],
  phone: ['Phone', 'Phone', 'Phone number of the person.', 40],
  mobilePhone: ['MobilePhone', 'Mobile phone', 'Mobile phone number of the person.', 40],
  status: ['Status', 'Status', 'Stage of the lead, as the organisation names it: "Working - Contacted".', 255],
  leadSource: ['LeadSource', 'Lead source', 'Where the lead came from, as the organisation names it: "Web".', 255],
} as const;

type FieldName = keyof typeof fields;

const bounds = (name: FieldName) => {
  const [, title, description, maxLength] = fields[name];
  return { title, description, minLength: 1, maxLength, pattern: '\\S' };
};
const property = (name: FieldName) => Type.String(bounds(name));

/** The fields of a lead that can be written, each required. */
export const leadFields = {
  firstName: property('firstName'),
  lastName: property('lastName'),
  company: property('company'),
  title: property('title'),
  email: Type.String({ ...bounds('email'), format: 'email' }),
  phone: property('phone'),
  mobilePhone: property('mobilePhone'),
  status: property('status'),
  leadSource: property('leadSource'),
} as const;

/** A lead as operations return it; what Salesforce does not know is left out. */
export const Lead = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the lead in Salesforce.' }),
    url: Type.String({ title: 'Link', description: 'Opens the lead in Salesforce.', format: 'uri' }),
    name: Type.String({ title: 'Name', description: 'First and last name.' }),
    firstName: Type.Optional(Type.String({ title: 'First name', description: 'Given name.' })),
    lastName: Type.Optional(Type.String({ title: 'Last name', description: 'Family name.' })),
    company: Type.Optional(Type.String({ title: 'Company', description: 'Company of the person.' })),
    title: Type.Optional(Type.String({ title: 'Job title', description: 'Position in the company.' })),
    email: Type.Optional(Type.String({ title: 'E-mail', description: 'E-mail address.' })),
    phone: Type.Optional(Type.String({ title: 'Phone', description: 'Phone number.' })),
    mobilePhone: Type.Optional(Type.String({ title: 'Mobile phone', description: 'Mobile phone number.' })),
    status: Type.Optional(Type.String({ title: 'Status', description: 'Stage of the lead.' })),
    leadSource: Type.Optional(Type.String({ title: 'Lead source', description: 'Where the lead came from.' })),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When the lead was created, in UTC.', format: 'date-time' }),
    ),
  },
  { title: 'Lead', description: 'A lead in Salesforce.' },
);

/** A lead as Salesforce sends it. */
export const LeadRecord = Type.Object({
  Id: Type.String({ pattern: recordIdPattern }),
  CreatedDate: Type.Optional(Type.String()),
  ...Object.fromEntries(
    Object.values(fields).map(([apiName]) => [apiName, Type.Optional(Type.Union([Type.String(), Type.Null()]))]),
  ),
});

/** Salesforce's names of everything that is read of a lead. */
export const leadFieldList: readonly string[] = ['Id', ...Object.values(fields).map(([name]) => name), 'CreatedDate'];

/** The lead as Salesforce wants it: only the fields that are given. */
export function toLeadRecord(input: Partial<Record<FieldName, string>>): Record<string, string> {
  const given = Object.entries(fields).flatMap(([name, [apiName]]) => {
    const value = input[name as FieldName];
    return value === undefined ? [] : [[apiName, value.trim()] as const];
  });
  return Object.fromEntries(given);
}

/** The lead as operations return it. */
export function toLead(baseUrl: string, record: Static<typeof LeadRecord>): Static<typeof Lead> {
  const values = record as Readonly<Record<string, unknown>>;
  const known = Object.entries(fields).flatMap(([name, [apiName]]) => {
    const value = values[apiName];
    return typeof value === 'string' ? [[name as FieldName, value] as const] : [];
  });
  const lead: Partial<Record<FieldName, string>> = Object.fromEntries(known);
  const createdAt = new Date(record.CreatedDate ?? '');
  return {
    id: record.Id,
    url: recordUrl(baseUrl, 'Lead', record.Id),
    name: [lead.firstName, lead.lastName].filter(Boolean).join(' '),
    ...lead,
    ...(!Number.isNaN(createdAt.getTime()) && { createdAt: createdAt.toISOString() }),
  };
}
