import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { deleteRow, isGone, resolveId, tableApi } from '../table.js';
import { IncidentId, incidents } from './incident.js';

/** Deletes an incident: DELETE table/incident/{sys_id}; one that does not exist is `record-not-found`. */
export const deleteIncident = defineOperation({
  connector: 'servicenow',
  name: 'delete-incident',
  title: 'Delete an incident',
  description: 'Deletes an incident for good; most instances let administrators only do that.',
  effect: 'write',
  input: Type.Object(
    { id: IncidentId },
    { title: 'Incident', description: 'The incident to delete.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'The incident that was deleted, as it was named.' }),
  }),
  scopes: [],
  example: { id: 'INC0010001' },
  documentation: tableApi,

  async run(context, { id }) {
    await deleteRow(context, incidents, await resolveId(context, incidents, id));
    return { id };
  },

  async reconcile(context, { id }) {
    return (await isGone(context, incidents, id)) ? { id } : undefined;
  },
});
