import {
  asks,
  confirms,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { deleteIncident } from '../../operations/incidents/delete-incident.operation.js';
import { getIncident } from '../../operations/incidents/get-incident.operation.js';

/** Asks which incident, shows it, and deletes it once that is confirmed. */
export const deleteIncidentDialog = defineDialogTemplate({
  name: 'delete-incident',
  title: 'Delete an incident',
  description: 'Asks which incident, shows it and deletes it once that is confirmed.',
  version: 1,
  operations: [getIncident, deleteIncident],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete an incident',
      utterances: ['delete an incident', 'delete incident', 'remove an incident', 'erase an incident'],
      transitions: [{ to: 'ask-incident' }],
    },
    asks({
      id: 'ask-incident',
      title: 'Incident',
      entity: { name: 'incident', kind: 'text', requirement: 'mandatory', maxLength: 32 },
      prompt: 'Which incident shall I delete? Its number is enough, such as INC0010023.',
      again: 'I need the number of the incident, such as INC0010023. Which one is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the incident',
      operation: 'servicenow.get-incident',
      input: { id: { from: 'entity', name: 'incident' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-sure' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({ prompt: 'Shall I delete {{ results.get.number }}: {{ results.get.shortDescription }}?', to: 'delete' }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the incident',
      operation: 'servicenow.delete-incident',
      input: { id: { from: 'result', node: 'get', pointer: '/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({ id: 'deleted', title: 'Deleted', text: 'Done: {{ results.get.number }} is deleted.', to: 'end' }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no incident {{ entities.incident }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({
      refused: 'ServiceNow does not let you delete this incident.',
      failed: 'I could not delete the incident.',
    }),
    ...gaveUp('Let us stop here; nothing was deleted.'),
  ],
});
