import { asks, defineDialogTemplate, failedWith, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { getTickets } from '../operations/get-tickets.operation.js';

/** Asks for the numbers of tickets and shows them. */
export const viewTicketsDialog = defineDialogTemplate({
  name: 'view-tickets',
  title: 'View tickets',
  description: 'Asks for the numbers of one ticket or several and shows them.',
  version: 1,
  operations: [getTickets],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'View tickets',
      utterances: ['view tickets', 'view a ticket', 'show a ticket', 'show me tickets', 'status of a ticket'],
      transitions: [{ to: 'ask-ids' }],
    },
    asks({
      id: 'ask-ids',
      title: 'Ticket ids',
      entity: { name: 'ids', kind: 'text', requirement: 'mandatory', maxLength: 2000 },
      prompt: 'Which tickets? Say their numbers, such as 35436, 35437.',
      again: 'I need the numbers of tickets, such as 35436, 35437. Which ones?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the tickets',
      operation: 'zendesk.get-tickets',
      input: { ids: { from: 'entity', name: 'ids' } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'get', pointer: '/tickets' }, operator: 'is-empty' }, to: 'not-found' },
        { to: 'shown' },
      ],
      onFailure: [{ when: failedWith('record-not-found', 'input-invalid'), to: 'not-found' }, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for ticket in results.get.tickets %}{{ ticket.id }}: {{ ticket.subject }}{% if ticket.status %} ({{ ticket.status }}{% if ticket.priority %}, {{ ticket.priority }}{% endif %}){% endif %}
{{ ticket.url }}
{% endfor %}
{%- if results.get.missing[0] %}Not found: {{ results.get.missing | join: ", " }}.{% endif %}`,
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no ticket with the number {{ entities.ids }}.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Zendesk does not let you see these tickets.',
      failed: 'I could not get the tickets.',
    }),
    ...gaveUp('Let us stop here. You can also say "search tickets" to find a ticket by its words.'),
  ],
});
