import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { deleteRow, getRow, impersonation, webApiGuide } from '../table.js';
import { contacts } from './contact.js';

/** Deletes a contact: DELETE contacts(id); one that does not exist is `record-not-found`. */
export const deleteContact = defineOperation({
  connector: 'dynamics',
  name: 'delete-contact',
  title: 'Delete a contact',
  description: 'Deletes a contact.',
  effect: 'write',
  input: Type.Object(
    { id: recordId('Contact id') },
    { title: 'Contact', description: 'The contact to delete.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String({ title: 'Id', description: 'Id of the contact that was deleted.' }) }),
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000002' },
  documentation: `${webApiGuide}/update-delete-entities-using-web-api`,

  run: (context, { id }) => deleteRow(context, contacts, id),

  async reconcile(context, { id }) {
    try {
      await getRow(context, contacts, id);
      return undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { id };
      throw error;
    }
  },
});
