import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { getRow, impersonation, webApiGuide } from '../table.js';
import { Contact, contacts } from './contact.js';

/** Reads one contact: GET contacts(id). */
export const getContact = defineOperation({
  connector: 'dynamics',
  name: 'get-contact',
  title: 'Get a contact',
  description: 'Reads one contact by its id.',
  effect: 'read',
  input: Type.Object(
    { id: recordId('Contact id') },
    { title: 'Contact', description: 'The contact to read.', additionalProperties: false },
  ),
  output: Contact,
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000002' },
  documentation: `${webApiGuide}/retrieve-entity-using-web-api`,

  run: (context, { id }) => getRow(context, contacts, id),
});
