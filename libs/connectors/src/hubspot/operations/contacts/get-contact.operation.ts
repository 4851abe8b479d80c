import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { crmGuide, readRecord } from '../crm.js';
import { Contact, ContactId, contactProperties, toContact } from './contact.js';

/** Reads one contact: GET /crm/v3/objects/contacts/{contactId}. */
export const getContact = defineOperation({
  connector: 'hubspot',
  name: 'get-contact',
  title: 'Get a contact',
  description: 'Reads one contact by its id.',
  effect: 'read',
  input: Type.Object(
    { id: ContactId },
    { title: 'Contact', description: 'The contact to read.', additionalProperties: false },
  ),
  output: Contact,
  scopes: ['crm.objects.contacts.read'],
  example: { id: '4200001' },
  documentation: `${crmGuide}-contacts-v3/guide`,

  run: async (context, { id }) => toContact(context, await readRecord(context, 'contacts', id, contactProperties)),
});
