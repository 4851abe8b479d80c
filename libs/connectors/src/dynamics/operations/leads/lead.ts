import { Type } from 'typebox';
import { choice, known, recordFields, text } from '../fields.js';
import type { Table } from '../table.js';

const ratings = { hot: 1, warm: 2, cold: 3 } as const;
const statuses = { new: 1, contacted: 2 } as const;
const sources = {
  ...{ advertisement: 1, 'employee-referral': 2, 'external-referral': 3, partner: 4, 'public-relations': 5 },
  ...{ seminar: 6, 'trade-show': 7, web: 8, 'word-of-mouth': 9, other: 10 },
} as const;

/** The fields of a lead that can be written, each required. */
export const leadFields = {
  topic: text('Topic', 'What the person is interested in.', 300),
  firstName: text('First name', 'Given name of the person.', 50),
  lastName: text('Last name', 'Family name of the person.', 50),
  company: text('Company', 'Company that the person works for.', 100),
  jobTitle: text('Job title', 'Position in the company.', 100),
  email: text('E-mail', 'E-mail address of the person.', 100),
  phone: text('Phone', 'Business phone number.', 50),
  mobilePhone: text('Mobile phone', 'Mobile phone number.', 20),
  description: text('Description', 'What else is known.', 2_000),
  rating: choice('Rating', 'How promising the lead is.', ratings),
  source: choice('Source', 'Where the lead came from.', sources),
  status: choice('Status', 'Where an open lead stands.', statuses),
} as const;

/** Leads in Dataverse. */
export const leads: Table = {
  set: 'leads',
  entity: 'lead',
  idColumn: 'leadid',
  nameColumn: 'fullname',
  columns: {
    ...{ topic: 'subject', firstName: 'firstname', lastName: 'lastname', company: 'companyname' },
    ...{ jobTitle: 'jobtitle', email: 'emailaddress1', phone: 'telephone1', mobilePhone: 'mobilephone' },
    ...{ description: 'description', rating: 'leadqualitycode', source: 'leadsourcecode', status: 'statuscode' },
  },
  choices: {
    rating: ratings,
    source: sources,
    status: { ...statuses, qualified: 3, lost: 4, 'cannot-contact': 5, 'no-longer-interested': 6, canceled: 7 },
  },
  readOnly: { createdAt: 'createdon' },
  searched: ['fullname', 'companyname', 'emailaddress1', 'subject'],
};

/** A lead as operations return it; what is not known is left out. */
export const Lead = Type.Object(
  {
    ...recordFields,
    topic: known('Topic', 'What the person is interested in.'),
    firstName: known('First name', 'Given name.'),
    lastName: known('Last name', 'Family name.'),
    company: known('Company', 'Company of the person.'),
    jobTitle: known('Job title', 'Position in the company.'),
    email: known('E-mail', 'E-mail address.'),
    phone: known('Phone', 'Business phone number.'),
    mobilePhone: known('Mobile phone', 'Mobile phone number.'),
    description: known('Description', 'What else is known.'),
    rating: known('Rating', 'How promising the lead is: hot, warm or cold.'),
    source: known('Source', 'Where the lead came from.'),
    status: known('Status', 'Where the lead stands: new, contacted, qualified, lost, …'),
  },
  { title: 'Lead', description: 'A lead in Dynamics 365.' },
);
