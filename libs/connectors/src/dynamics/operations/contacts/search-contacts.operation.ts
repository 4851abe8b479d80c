import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageFields, searchFields } from '../fields.js';
import { impersonation, searchRows, webApiGuide } from '../table.js';
import { Contact, contacts } from './contact.js';

/** Searches contacts by a keyword, the newest first: GET contacts. */
export const searchContacts = defineOperation({
  connector: 'dynamics',
  name: 'search-contacts',
  title: 'Search contacts',
  description: 'Finds contacts by name, e-mail address or phone number, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(searchFields, {
    title: 'Search',
    description: 'What to look for.',
    additionalProperties: false,
  }),
  output: Type.Object({
    contacts: Type.Array(Contact, { title: 'Contacts', description: 'The contacts of this page.' }),
    ...pageFields,
  }),
  scopes: [impersonation],
  example: { keyword: 'chairs', limit: 10 },
  documentation: `${webApiGuide}/query/overview`,

  async run(context, search) {
    const { records: found, ...page } = await searchRows(context, contacts, search);
    return { contacts: found, ...page };
  },
});
