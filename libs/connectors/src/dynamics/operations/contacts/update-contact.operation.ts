import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { impersonation, toRow, updateRow, webApiGuide } from '../table.js';
import { Contact, contactFields, contacts } from './contact.js';

/** Changes the given fields of a contact, and no others: PATCH contacts(id). */
export const updateContact = defineOperation({
  connector: 'dynamics',
  name: 'update-contact',
  title: 'Update a contact',
  description: 'Changes the given fields of a contact, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: recordId('Contact id'), ...Type.Partial(Type.Object(contactFields)).properties },
    {
      title: 'Changes',
      description: 'The contact, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: Contact,
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000002', phone: '+44 20 7946 0018' },
  documentation: `${webApiGuide}/update-delete-entities-using-web-api`,

  run: (context, { id, ...changes }) => updateRow(context, contacts, { id, row: toRow(contacts, changes) }),
});
