import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { assignmentInput, toAssignment } from '../assignment.js';
import { findUpdated, resolveId, tableApi, updateRow } from '../table.js';
import { ServiceRequest, RequestId, requests } from './request.js';

/** Assigns a request to a person, a group or both: PATCH table/sc_request/{sys_id}. */
export const assignRequest = defineOperation({
  connector: 'servicenow',
  name: 'assign-request',
  title: 'Assign a request',
  description: 'Assigns a request to a person, to a group, or to both.',
  effect: 'write',
  input: Type.Object(
    { id: RequestId, ...assignmentInput },
    {
      title: 'Assignment',
      description: 'The request, and a person, a group or both.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: ServiceRequest,
  scopes: [],
  example: { id: 'REQ0010001', assignee: 'beth.anglin' },
  documentation: tableApi,

  async run(context, { id, ...assignment }) {
    const sysId = await resolveId(context, requests, id);
    return updateRow(context, requests, sysId, await toAssignment(context, assignment));
  },

  async reconcile(context, { id, ...assignment }) {
    const sysId = await resolveId(context, requests, id);
    return findUpdated(context, requests, sysId, await toAssignment(context, assignment));
  },
});
