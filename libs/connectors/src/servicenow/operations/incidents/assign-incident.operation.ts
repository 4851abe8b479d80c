import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { assignmentInput, toAssignment } from '../assignment.js';
import { findUpdated, resolveId, tableApi, updateRow } from '../table.js';
import { Incident, IncidentId, incidents } from './incident.js';

/** Assigns an incident to a person, a group or both: PATCH table/incident/{sys_id}. */
export const assignIncident = defineOperation({
  connector: 'servicenow',
  name: 'assign-incident',
  title: 'Assign an incident',
  description: 'Assigns an incident to a person, to a group, or to both.',
  effect: 'write',
  input: Type.Object(
    { id: IncidentId, ...assignmentInput },
    {
      title: 'Assignment',
      description: 'The incident, and a person, a group or both.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: Incident,
  scopes: [],
  example: { id: 'INC0010001', assignee: 'beth.anglin' },
  documentation: tableApi,

  async run(context, { id, ...assignment }) {
    const sysId = await resolveId(context, incidents, id);
    return updateRow(context, incidents, sysId, await toAssignment(context, assignment));
  },

  async reconcile(context, { id, ...assignment }) {
    const sysId = await resolveId(context, incidents, id);
    return findUpdated(context, incidents, sysId, await toAssignment(context, assignment));
  },
});
