import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { createRecord, crmGuide, findCreated, RecordLink } from '../crm.js';
import { contactFields, toContactProperties } from './contact.js';

const { email, ...others } = contactFields;

/** Creates a contact: POST /crm/v3/objects/contacts. */
export const createContact = defineOperation({
  connector: 'hubspot',
  name: 'create-contact',
  title: 'Create a contact',
  description: 'Creates a contact with an e-mail address.',
  effect: 'write',
  input: Type.Object(
    { email, ...Type.Partial(Type.Object(others)).properties },
    { title: 'Contact', description: 'The contact to create.', additionalProperties: false },
  ),
  output: RecordLink,
  scopes: ['crm.objects.contacts.write'],
  example: { email: 'grace@example.com', firstName: 'Grace', lastName: 'Hopper' },
  documentation: `${crmGuide}-contacts-v3/guide`,

  run: (context, input) => createRecord(context, 'contacts', toContactProperties(input)),

  reconcile: (context, { email }, since) => findCreated(context, 'contacts', toContactProperties({ email }), since),
});
