import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageOf, searchFields, searchGuide, searchRecords } from '../pages.js';
import { Contact, contactProperties, toContact } from './contact.js';

/** Searches contacts by keyword, newest first: POST /crm/v3/objects/contacts/search. */
export const searchContacts = defineOperation({
  connector: 'hubspot',
  name: 'search-contacts',
  title: 'Search contacts',
  description: 'Finds contacts that hold a keyword, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(searchFields, {
    title: 'Search',
    description: 'What to look for.',
    additionalProperties: false,
  }),
  output: pageOf('contacts', Contact),
  scopes: ['crm.objects.contacts.read'],
  example: { keyword: 'grace@example.com', limit: 10 },
  documentation: searchGuide,

  async run(context, input) {
    const { records, ...page } = await searchRecords(context, 'contacts', contactProperties, input);
    return { contacts: records.map((record) => toContact(context, record)), ...page };
  },
});
