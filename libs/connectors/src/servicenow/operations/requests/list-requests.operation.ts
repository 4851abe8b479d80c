import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageInput, pageOutput } from '../page.js';
import { listRows, tableApi } from '../table.js';
import { ServiceRequest, requests } from './request.js';

/** Lists requests, the newest first: GET table/sc_request. */
export const listRequests = defineOperation({
  connector: 'servicenow',
  name: 'list-requests',
  title: 'List requests',
  description: 'Lists requests, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(pageInput, { title: 'Page', description: 'Which page to list.', additionalProperties: false }),
  output: Type.Object({
    requests: Type.Array(ServiceRequest, { title: 'Requests', description: 'The requests of this page.' }),
    ...pageOutput,
  }),
  scopes: [],
  example: { limit: 10 },
  documentation: tableApi,

  async run(context, page) {
    const { rows, ...more } = await listRows(context, requests, page);
    return { requests: [...rows], ...more };
  },
});
