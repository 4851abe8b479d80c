import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { getTicket } from '../operations/get-ticket.operation.js';

/** Asks for the number of a ticket and shows it. */
export const viewTicketDialog = defineDialogTemplate({
  name: 'view-ticket',
  title: 'View a ticket',
  description: 'Asks for the number of a ticket and shows what Freshdesk knows of it.',
  version: 1,
  operations: [getTicket],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'View a ticket',
      utterances: ['view a ticket', 'show a ticket', 'show me a ticket', 'open my ticket', 'status of a ticket'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Ticket number',
      entity: { name: 'ticketId', kind: 'number', requirement: 'mandatory', min: 1 },
      prompt: 'What is the number of the ticket?',
      again: 'I need a number, such as 42. Which ticket is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the ticket',
      operation: 'freshdesk.get-ticket',
      input: { id: { from: 'entity', name: 'ticketId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{{ results.get.subject }}
Status: {{ results.get.status }}, priority: {{ results.get.priority }}
{%- if results.get.requester %}
Asked by {{ results.get.requester }}{% endif %}
{%- if results.get.description %}
{{ results.get.description | truncate: 500 }}{% endif %}
{{ results.get.url }}`,
      card: {
        title: 'Ticket {{ results.get.id }}',
        body: '{{ results.get.subject }}',
        label: 'View ticket',
        url: '{{ results.get.url }}',
      },
      to: 'end',
    }),
    says({ id: 'not-found', title: 'Not found', text: 'I found no ticket {{ entities.ticketId }}.', to: 'end' }),
    ...failureEndings({
      refused: 'Freshdesk does not let you see this ticket.',
      failed: 'I could not get the ticket.',
    }),
    ...gaveUp('Let us stop here. You can also say "find tickets".'),
  ],
});
