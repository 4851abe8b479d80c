import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { findIncidents } from '../../operations/incidents/find-incidents.operation.js';

/** Asks in which field to look and for what, and shows the incidents that match. */
export const findIncidentsDialog = defineDialogTemplate({
  name: 'find-incidents',
  title: 'Find incidents',
  description:
    'Asks where to look (number, short description, description or sys_id) and for what, and shows what matches.',
  version: 1,
  operations: [findIncidents],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Find incidents',
      utterances: [
        'find an incident',
        'find incidents',
        'search incidents',
        'look up an incident',
        'look for an incident',
      ],
      transitions: [{ to: 'ask-field' }],
    },
    asks({
      id: 'ask-field',
      title: 'Field',
      entity: {
        name: 'field',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'number', title: 'Number' },
          { value: 'short-description', title: 'Short description', synonyms: ['title', 'subject'] },
          { value: 'description', title: 'Description', synonyms: ['details', 'text'] },
          { value: 'id', title: 'Id', synonyms: ['sys_id', 'sys id'] },
        ],
      },
      prompt: 'What do you know of it?',
      again: 'Please choose number, short description, description or id.',
      to: 'ask-value',
    }),
    asks({
      id: 'ask-value',
      title: 'Value',
      entity: { name: 'value', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'What shall I look for?',
      again: 'I need at most 200 characters. What shall I look for?',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find incidents',
      operation: 'servicenow.find-incidents',
      input: {
        field: { from: 'entity', name: 'field' },
        value: { from: 'entity', name: 'value' },
        limit: { from: 'value', value: 5 },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/incidents' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for incident in results.find.incidents %}{{ incident.number }}: {{ incident.shortDescription }}{% if incident.state %} ({{ incident.state }}){% endif %}
{{ incident.url }}
{% endfor %}
{%- if results.find.hasMore %}There are more: look for something more exact to see them.{% endif %}`,
      to: 'end',
    }),
    says({
      id: 'none',
      title: 'None',
      text: 'I found no incident for "{{ entities.value }}".',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'ServiceNow cannot look for that.',
      failed: 'I could not look for incidents.',
    }),
    ...gaveUp('Let us stop here. Say "find an incident" to try again.'),
  ],
});
