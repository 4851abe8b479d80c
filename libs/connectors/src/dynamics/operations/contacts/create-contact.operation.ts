import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { createRow, impersonation, toRow, webApiGuide } from '../table.js';
import { Contact, contactFields, contacts } from './contact.js';

const { lastName, ...others } = contactFields;

/** Creates a contact: POST contacts. */
export const createContact = defineOperation({
  connector: 'dynamics',
  name: 'create-contact',
  title: 'Create a contact',
  description: 'Creates a contact with a name.',
  effect: 'write',
  input: Type.Object(
    { ...Type.Partial(Type.Object(others)).properties, lastName },
    {
      title: 'Contact',
      description: 'The contact to create.',
      additionalProperties: false,
    },
  ),
  output: Contact,
  scopes: [impersonation],
  example: { firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com' },
  documentation: `${webApiGuide}/create-entity-web-api`,

  run: (context, input) => createRow(context, contacts, toRow(contacts, input)),
});
