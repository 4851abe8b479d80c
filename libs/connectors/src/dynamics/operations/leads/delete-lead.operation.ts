import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { deleteRow, getRow, impersonation, webApiGuide } from '../table.js';
import { leads } from './lead.js';

/** Deletes a lead: DELETE leads(id); one that does not exist is `record-not-found`. */
export const deleteLead = defineOperation({
  connector: 'dynamics',
  name: 'delete-lead',
  title: 'Delete a lead',
  description: 'Deletes a lead.',
  effect: 'write',
  input: Type.Object(
    { id: recordId('Lead id') },
    { title: 'Lead', description: 'The lead to delete.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String({ title: 'Id', description: 'Id of the lead that was deleted.' }) }),
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000001' },
  documentation: `${webApiGuide}/update-delete-entities-using-web-api`,

  run: (context, { id }) => deleteRow(context, leads, id),

  async reconcile(context, { id }) {
    try {
      await getRow(context, leads, id);
      return undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { id };
      throw error;
    }
  },
});
