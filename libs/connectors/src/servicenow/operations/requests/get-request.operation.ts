import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { readRow, resolveId, tableApi } from '../table.js';
import { ServiceRequest, RequestId, requests } from './request.js';

/** Reads one request: GET table/sc_request/{sys_id}. */
export const getRequest = defineOperation({
  connector: 'servicenow',
  name: 'get-request',
  title: 'Get a request',
  description: 'Reads one request by its number or sys_id.',
  effect: 'read',
  input: Type.Object(
    { id: RequestId },
    { title: 'Request', description: 'The request to read.', additionalProperties: false },
  ),
  output: ServiceRequest,
  scopes: [],
  example: { id: 'REQ0010001' },
  documentation: tableApi,

  async run(context, { id }) {
    return readRow(context, requests, await resolveId(context, requests, id));
  },
});
