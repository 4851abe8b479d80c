import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { listRecords, pageFields, pageOf, searchGuide } from '../pages.js';
import { Contact, contactProperties, toContact } from './contact.js';

/** Lists contacts, newest first, page by page to the end: POST /crm/v3/objects/contacts/search without a keyword. */
export const listContacts = defineOperation({
  connector: 'hubspot',
  name: 'list-contacts',
  title: 'List contacts',
  description: 'Lists contacts, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(pageFields, { title: 'Page', description: 'Which page to list.', additionalProperties: false }),
  output: pageOf('contacts', Contact),
  scopes: ['crm.objects.contacts.read'],
  example: { limit: 10 },
  documentation: searchGuide,

  async run(context, input) {
    const { records, ...page } = await listRecords(context, 'contacts', contactProperties, input);
    return { contacts: records.map((record) => toContact(context, record)), ...page };
  },
});
