import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { findUpdated, resolveId, tableApi, updateRow } from '../table.js';
import { ServiceRequest, requestFields, RequestId, requests, toColumns } from './request.js';

/** Changes the given fields of a request, and no others: PATCH table/sc_request/{sys_id}. */
export const updateRequest = defineOperation({
  connector: 'servicenow',
  name: 'update-request',
  title: 'Update a request',
  description: 'Changes the given fields of a request, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: RequestId, ...Type.Partial(Type.Object(requestFields)).properties },
    {
      title: 'Changes',
      description: 'The request, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: ServiceRequest,
  scopes: [],
  example: { id: 'REQ0010001', priority: 'high' },
  documentation: tableApi,

  async run(context, { id, ...changes }) {
    return updateRow(context, requests, await resolveId(context, requests, id), toColumns(changes));
  },

  async reconcile(context, { id, ...changes }) {
    return findUpdated(context, requests, await resolveId(context, requests, id), toColumns(changes));
  },
});
