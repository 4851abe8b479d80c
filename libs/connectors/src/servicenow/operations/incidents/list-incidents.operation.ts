import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageInput, pageOutput } from '../page.js';
import { listRows, tableApi } from '../table.js';
import { Incident, incidents } from './incident.js';

/** Lists incidents, the newest first: GET table/incident. */
export const listIncidents = defineOperation({
  connector: 'servicenow',
  name: 'list-incidents',
  title: 'List incidents',
  description: 'Lists incidents, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(pageInput, { title: 'Page', description: 'Which page to list.', additionalProperties: false }),
  output: Type.Object({
    incidents: Type.Array(Incident, { title: 'Incidents', description: 'The incidents of this page.' }),
    ...pageOutput,
  }),
  scopes: [],
  example: { limit: 10 },
  documentation: tableApi,

  async run(context, page) {
    const { rows, ...more } = await listRows(context, incidents, page);
    return { incidents: [...rows], ...more };
  },
});
