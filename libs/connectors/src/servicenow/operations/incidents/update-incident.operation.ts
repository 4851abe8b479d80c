import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { findUpdated, resolveId, tableApi, updateRow } from '../table.js';
import { Incident, incidentFields, IncidentId, incidentProgress, incidents, toColumns } from './incident.js';

/** Changes the given fields of an incident, and no others: PATCH table/incident/{sys_id}. */
export const updateIncident = defineOperation({
  connector: 'servicenow',
  name: 'update-incident',
  title: 'Update an incident',
  description: 'Changes the given fields of an incident, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: IncidentId, ...Type.Partial(Type.Object({ ...incidentFields, ...incidentProgress })).properties },
    {
      title: 'Changes',
      description: 'The incident, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: Incident,
  scopes: [],
  example: { id: 'INC0010001', state: 'in-progress' },
  documentation: tableApi,

  async run(context, { id, ...changes }) {
    return updateRow(context, incidents, await resolveId(context, incidents, id), toColumns(changes));
  },

  async reconcile(context, { id, ...changes }) {
    return findUpdated(context, incidents, await resolveId(context, incidents, id), toColumns(changes));
  },
});
