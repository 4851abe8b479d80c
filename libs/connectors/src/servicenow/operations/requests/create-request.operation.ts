import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { findUser } from '../people.js';
import { createRow, findCreated, tableApi } from '../table.js';
import { requestedFor, ServiceRequest, requestFields, requests, toColumns } from './request.js';

const { shortDescription, ...others } = requestFields;

/** Creates a request: POST table/sc_request. Without a name, it is for whoever authorized. */
export const createRequest = defineOperation({
  connector: 'servicenow',
  name: 'create-request',
  title: 'Create a request',
  description: 'Creates a request; it is for whoever authorized, unless somebody else is named.',
  effect: 'write',
  input: Type.Object(
    { shortDescription, ...Type.Partial(Type.Object({ ...others, requestedFor })).properties },
    { title: 'Request', description: 'The request to create.', additionalProperties: false },
  ),
  output: ServiceRequest,
  scopes: [],
  example: { shortDescription: 'A second screen', description: 'At least 27 inches.', priority: 'low' },
  documentation: tableApi,

  async run(context, { requestedFor: named, ...fields }) {
    const userId = named === undefined ? context.account.id : await findUser(context, named, '/requestedFor');
    return createRow(context, requests, { ...toColumns(fields), requested_for: userId });
  },

  reconcile: (context, { requestedFor: _named, ...fields }, since) =>
    findCreated(context, requests, toColumns(fields), since),
});
