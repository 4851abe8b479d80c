import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { crmGuide, deleteRecord, findDeleted } from '../crm.js';
import { ContactId } from './contact.js';

/** Deletes a contact: DELETE /crm/v3/objects/contacts/{contactId}; one that does not exist is `record-not-found`. */
export const deleteContact = defineOperation({
  connector: 'hubspot',
  name: 'delete-contact',
  title: 'Delete a contact',
  description: "Moves a contact to HubSpot's recycle bin, from where it can be restored for 90 days.",
  effect: 'write',
  input: Type.Object(
    { id: ContactId },
    { title: 'Contact', description: 'The contact to delete.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String({ title: 'Id', description: 'Id of the contact that was deleted.' }) }),
  scopes: ['crm.objects.contacts.write'],
  example: { id: '4200001' },
  documentation: `${crmGuide}-contacts-v3/guide`,

  run: (context, { id }) => deleteRecord(context, 'contacts', id),

  reconcile: (context, { id }) => findDeleted(context, 'contacts', id),
});
