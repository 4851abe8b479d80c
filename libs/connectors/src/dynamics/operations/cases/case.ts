import { Type } from 'typebox';
import { choice, known, recordFields, text } from '../fields.js';
import type { Table } from '../table.js';

const priorities = { high: 1, normal: 2, low: 3 } as const;
const origins = { phone: 1, email: 2, web: 3 } as const;
const caseTypes = { question: 1, problem: 2, request: 3 } as const;
const statuses = { 'in-progress': 1, 'on-hold': 2, 'waiting-for-details': 3, researching: 4 } as const;

/** The fields of a case that can be written, each required. */
export const caseFields = {
  title: text('Title', 'What the case is about, in one line.', 200),
  description: text('Description', 'What happened.', 2_000),
  priority: choice('Priority', 'How urgent it is.', priorities),
  origin: choice('Origin', 'How it came in.', origins),
  caseType: choice('Type', 'What kind of case it is.', caseTypes),
  status: choice('Status', 'Where an active case stands.', statuses),
} as const;

/** Cases in Dataverse, which calls them incidents. */
export const cases: Table = {
  set: 'incidents',
  entity: 'incident',
  idColumn: 'incidentid',
  nameColumn: 'title',
  columns: {
    ...{ title: 'title', description: 'description', priority: 'prioritycode', origin: 'caseorigincode' },
    ...{ caseType: 'casetypecode', status: 'statuscode' },
  },
  choices: {
    priority: priorities,
    origin: { ...origins, facebook: 2483, twitter: 3986, iot: 700_610_000 },
    caseType: caseTypes,
    status: { ...statuses, 'problem-solved': 5, 'information-provided': 1000, cancelled: 6, merged: 2000 },
  },
  readOnly: { ticketNumber: 'ticketnumber', customerId: '_customerid_value', createdAt: 'createdon' },
  searched: ['title', 'ticketnumber', 'description'],
};

/** A case as operations return it; what is not known is left out. */
export const Case = Type.Object(
  {
    ...recordFields,
    ticketNumber: known('Case number', 'The number that people know the case by.'),
    title: known('Title', 'What the case is about.'),
    description: known('Description', 'What happened.'),
    priority: known('Priority', 'How urgent it is: high, normal or low.'),
    origin: known('Origin', 'How it came in: phone, email, web, …'),
    caseType: known('Type', 'What kind of case it is.'),
    status: known('Status', 'Where the case stands: in-progress, on-hold, problem-solved, …'),
    customerId: known('Customer', 'Id of the contact or account that the case is for.'),
  },
  { title: 'Case', description: 'A case in Dynamics 365.' },
);
