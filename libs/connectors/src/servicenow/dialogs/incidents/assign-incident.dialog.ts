import { asks, defineDialogTemplate, failedWith, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { assignIncident } from '../../operations/incidents/assign-incident.operation.js';

/** Asks which incident and who is to work on it, and assigns it. */
export const assignIncidentDialog = defineDialogTemplate({
  name: 'assign-incident',
  title: 'Assign an incident',
  description: 'Asks which incident and who is to work on it, and assigns it to that person.',
  version: 1,
  operations: [assignIncident],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Assign an incident',
      utterances: ['assign an incident', 'assign incident', 'reassign an incident', 'give an incident to somebody'],
      transitions: [{ to: 'ask-incident' }],
    },
    asks({
      id: 'ask-incident',
      title: 'Incident',
      entity: { name: 'incident', kind: 'text', requirement: 'mandatory', maxLength: 32 },
      prompt: 'Which incident? Its number is enough, such as INC0010023.',
      again: 'I need the number of the incident, such as INC0010023. Which one is it?',
      to: 'ask-assignee',
    }),
    asks({
      id: 'ask-assignee',
      title: 'Assign to',
      entity: { name: 'assignee', kind: 'text', requirement: 'mandatory', maxLength: 100 },
      prompt: 'Who is to work on it? A user name or an e-mail address will do.',
      again: 'I need a user name or an e-mail address. Who is to work on it?',
      to: 'assign',
    }),
    {
      id: 'assign',
      type: 'service',
      title: 'Assign the incident',
      operation: 'servicenow.assign-incident',
      input: { id: { from: 'entity', name: 'incident' }, assignee: { from: 'entity', name: 'assignee' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'assigned' }],
      onFailure: [{ when: failedWith('record-not-found'), to: 'not-found' }, ...refusedOrFailed],
    },
    says({
      id: 'assigned',
      title: 'Assigned',
      text: 'Done: {{ results.assign.number }} is assigned to {{ results.assign.assignee | default: entities.assignee }}. {{ results.assign.url }}',
      card: {
        title: '{{ results.assign.number }}',
        body: '{{ results.assign.shortDescription }}',
        label: 'View incident',
        url: '{{ results.assign.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no incident {{ entities.incident }}, so nothing was assigned.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'That assignment is not possible.',
      failed: 'I could not assign the incident.',
    }),
    ...gaveUp('Let us stop here; nothing was assigned. Say "assign an incident" to begin again.'),
  ],
});
