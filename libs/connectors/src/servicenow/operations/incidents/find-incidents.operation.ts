import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageInput, pageOutput } from '../page.js';
import { searchCondition, searchInput } from '../search.js';
import { listRows, tableApi } from '../table.js';
import { Incident, incidents } from './incident.js';

/** Finds incidents by one of their fields: GET table/incident with an encoded query. */
export const findIncidents = defineOperation({
  connector: 'servicenow',
  name: 'find-incidents',
  title: 'Find incidents',
  description: 'Finds incidents by sys_id or number, or by words in their short description or description.',
  effect: 'read',
  input: Type.Object(
    { ...searchInput, ...pageInput },
    { title: 'Search', description: 'What to look for, and where.', additionalProperties: false },
  ),
  output: Type.Object({
    incidents: Type.Array(Incident, { title: 'Incidents', description: 'The incidents found, the newest first.' }),
    ...pageOutput,
  }),
  scopes: [],
  example: { field: 'short-description', value: 'e-mail', limit: 10 },
  documentation: tableApi,

  async run(context, { field, value, ...page }) {
    const { rows, ...more } = await listRows(context, incidents, page, [searchCondition(field, value)]);
    return { incidents: [...rows], ...more };
  },
});
