import { Type } from 'typebox';
import { known, recordFields, text } from '../fields.js';
import type { Table } from '../table.js';

/** The fields of a contact that can be written, each required. */
export const contactFields = {
  firstName: text('First name', 'Given name of the person.', 50),
  lastName: text('Last name', 'Family name of the person.', 50),
  jobTitle: text('Job title', 'Position of the person.', 100),
  email: text('E-mail', 'E-mail address of the person.', 100),
  phone: text('Phone', 'Business phone number.', 50),
  mobilePhone: text('Mobile phone', 'Mobile phone number.', 50),
  description: text('Description', 'What else is known.', 2_000),
} as const;

/** Contacts in Dataverse. */
export const contacts: Table = {
  set: 'contacts',
  entity: 'contact',
  idColumn: 'contactid',
  nameColumn: 'fullname',
  columns: {
    ...{ firstName: 'firstname', lastName: 'lastname', jobTitle: 'jobtitle', email: 'emailaddress1' },
    ...{ phone: 'telephone1', mobilePhone: 'mobilephone', description: 'description' },
  },
  choices: {},
  readOnly: { createdAt: 'createdon' },
  searched: ['fullname', 'emailaddress1', 'telephone1', 'mobilephone'],
};

/** A contact as operations return it; what is not known is left out. */
export const Contact = Type.Object(
  {
    ...recordFields,
    firstName: known('First name', 'Given name.'),
    lastName: known('Last name', 'Family name.'),
    jobTitle: known('Job title', 'Position.'),
    email: known('E-mail', 'E-mail address.'),
    phone: known('Phone', 'Business phone number.'),
    mobilePhone: known('Mobile phone', 'Mobile phone number.'),
    description: known('Description', 'What else is known.'),
  },
  { title: 'Contact', description: 'A contact in Dynamics 365.' },
);
