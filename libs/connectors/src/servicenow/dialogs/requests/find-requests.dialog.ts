import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { findRequests } from '../../operations/requests/find-requests.operation.js';

/** Asks in which field to look and for what, and shows the requests that match. */
export const findRequestsDialog = defineDialogTemplate({
  name: 'find-requests',
  title: 'Find requests',
  description:
    'Asks where to look (number, short description, description or sys_id) and for what, and shows what matches.',
  version: 1,
  operations: [findRequests],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Find requests',
      utterances: ['find a request', 'find requests', 'search requests', 'look up a request', 'look for a request'],
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
      title: 'Find requests',
      operation: 'servicenow.find-requests',
      input: {
        field: { from: 'entity', name: 'field' },
        value: { from: 'entity', name: 'value' },
        limit: { from: 'value', value: 5 },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/requests' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for request in results.find.requests %}{{ request.number }}: {{ request.shortDescription }}{% if request.state %} ({{ request.state }}){% endif %}
{{ request.url }}
{% endfor %}
{%- if results.find.hasMore %}There are more: look for something more exact to see them.{% endif %}`,
      to: 'end',
    }),
    says({
      id: 'none',
      title: 'None',
      text: 'I found no request for "{{ entities.value }}".',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'ServiceNow cannot look for that.',
      failed: 'I could not look for requests.',
    }),
    ...gaveUp('Let us stop here. Say "find a request" to try again.'),
  ],
});
