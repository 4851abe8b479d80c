import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageInput, pageOutput } from '../page.js';
import { searchCondition, searchInput } from '../search.js';
import { listRows, tableApi } from '../table.js';
import { ServiceRequest, requests } from './request.js';

/** Finds requests by one of their fields: GET table/sc_request with an encoded query. */
export const findRequests = defineOperation({
  connector: 'servicenow',
  name: 'find-requests',
  title: 'Find requests',
  description: 'Finds requests by sys_id or number, or by words in their short description or description.',
  effect: 'read',
  input: Type.Object(
    { ...searchInput, ...pageInput },
    { title: 'Search', description: 'What to look for, and where.', additionalProperties: false },
  ),
  output: Type.Object({
    requests: Type.Array(ServiceRequest, { title: 'Requests', description: 'The requests found, the newest first.' }),
    ...pageOutput,
  }),
  scopes: [],
  example: { field: 'short-description', value: 'screen', limit: 10 },
  documentation: tableApi,

  async run(context, { field, value, ...page }) {
    const { rows, ...more } = await listRows(context, requests, page, [searchCondition(field, value)]);
    return { requests: [...rows], ...more };
  },
});
