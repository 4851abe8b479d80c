import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listTickets } from '../operations/list-tickets.operation.js';

/** Lists tickets, newest first, page by page for as long as the user wants more. */
export const listTicketsDialog = defineDialogTemplate({
  name: 'list-tickets',
  title: 'List tickets',
  description: 'Lists tickets, the newest first, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listTickets],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List tickets',
      utterances: ['list tickets', 'list my tickets', 'show tickets', 'show all tickets', 'newest tickets'],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List tickets',
      operation: 'freshdesk.list-tickets',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/tickets' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for ticket in results.list.tickets %}{{ ticket.id }}: {{ ticket.subject }} ({{ ticket.status }}, {{ ticket.priority }})
{{ ticket.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all tickets that you can see.'),
    says({ id: 'none', title: 'None', text: 'There are no more tickets in Freshdesk that you can see.', to: 'end' }),
    ...failureEndings({
      refused: 'Freshdesk does not let you list tickets.',
      failed: 'I could not list the tickets.',
    }),
  ],
});
