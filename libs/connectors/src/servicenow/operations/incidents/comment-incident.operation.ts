import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { commentInput, toJournal } from '../comment.js';
import { resolveId, tableApi, updateRow } from '../table.js';
import { Incident, IncidentId, incidents } from './incident.js';

/** Adds a comment or a work note to an incident: PATCH table/incident/{sys_id} of its journal fields. */
export const commentIncident = defineOperation({
  connector: 'servicenow',
  name: 'comment-incident',
  title: 'Comment on an incident',
  description: 'Adds a comment that the caller sees, or a work note for those who work on the incident.',
  effect: 'write',
  input: Type.Object(
    { id: IncidentId, ...commentInput },
    { title: 'Comment', description: 'The incident and what to add.', additionalProperties: false },
  ),
  output: Incident,
  scopes: [],
  example: { id: 'INC0010001', text: 'It happens with every message.' },
  documentation: tableApi,

  async run(context, { id, ...comment }) {
    return updateRow(context, incidents, await resolveId(context, incidents, id), toJournal(comment));
  },
});
