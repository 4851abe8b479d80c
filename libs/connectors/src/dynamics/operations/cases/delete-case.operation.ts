import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { deleteRow, getRow, impersonation, webApiGuide } from '../table.js';
import { cases } from './case.js';

/** Deletes a case: DELETE incidents(id); one that does not exist is `record-not-found`. */
export const deleteCase = defineOperation({
  connector: 'dynamics',
  name: 'delete-case',
  title: 'Delete a case',
  description: 'Deletes a case.',
  effect: 'write',
  input: Type.Object(
    { id: recordId('Case id') },
    { title: 'Case', description: 'The case to delete.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String({ title: 'Id', description: 'Id of the case that was deleted.' }) }),
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000003' },
  documentation: `${webApiGuide}/update-delete-entities-using-web-api`,

  run: (context, { id }) => deleteRow(context, cases, id),

  async reconcile(context, { id }) {
    try {
      await getRow(context, cases, id);
      return undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { id };
      throw error;
    }
  },
});
