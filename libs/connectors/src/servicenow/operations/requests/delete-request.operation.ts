import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { deleteRow, isGone, resolveId, tableApi } from '../table.js';
import { RequestId, requests } from './request.js';

/** Deletes a request: DELETE table/sc_request/{sys_id}; one that does not exist is `record-not-found`. */
export const deleteRequest = defineOperation({
  connector: 'servicenow',
  name: 'delete-request',
  title: 'Delete a request',
  description: 'Deletes a request for good; most instances let administrators only do that.',
  effect: 'write',
  input: Type.Object(
    { id: RequestId },
    { title: 'Request', description: 'The request to delete.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'The request that was deleted, as it was named.' }),
  }),
  scopes: [],
  example: { id: 'REQ0010001' },
  documentation: tableApi,

  async run(context, { id }) {
    await deleteRow(context, requests, await resolveId(context, requests, id));
    return { id };
  },

  async reconcile(context, { id }) {
    return (await isGone(context, requests, id)) ? { id } : undefined;
  },
});
