import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { crmGuide, findUpdated, RecordLink, updateRecord } from '../crm.js';
import { contactFields, ContactId, toContactProperties } from './contact.js';

/** Changes the given fields of a contact, and no others: PATCH /crm/v3/objects/contacts/{contactId}. */
export const updateContact = defineOperation({
  connector: 'hubspot',
  name: 'update-contact',
  title: 'Update a contact',
  description: 'Changes the given fields of a contact, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: ContactId, ...Type.Partial(Type.Object(contactFields)).properties },
    {
      title: 'Changes',
      description: 'The contact, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: RecordLink,
  scopes: ['crm.objects.contacts.write'],
  example: { id: '4200001', phone: '+1 202 555 0134' },
  documentation: `${crmGuide}-contacts-v3/guide`,

  run: (context, { id, ...changes }) => updateRecord(context, 'contacts', id, toContactProperties(changes)),

  reconcile: (context, { id, ...changes }) => findUpdated(context, 'contacts', id, toContactProperties(changes)),
});
