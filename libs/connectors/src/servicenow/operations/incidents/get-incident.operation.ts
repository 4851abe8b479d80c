import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { readRow, resolveId, tableApi } from '../table.js';
import { Incident, IncidentId, incidents } from './incident.js';

/** Reads one incident: GET table/incident/{sys_id}. */
export const getIncident = defineOperation({
  connector: 'servicenow',
  name: 'get-incident',
  title: 'Get an incident',
  description: 'Reads one incident by its number or sys_id.',
  effect: 'read',
  input: Type.Object(
    { id: IncidentId },
    { title: 'Incident', description: 'The incident to read.', additionalProperties: false },
  ),
  output: Incident,
  scopes: [],
  example: { id: 'INC0010001' },
  documentation: tableApi,

  async run(context, { id }) {
    return readRow(context, incidents, await resolveId(context, incidents, id));
  },
});
