import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { searchTickets } from '../operations/search-tickets.operation.js';

/** Asks for a keyword and shows the tickets that match. */
export const searchTicketsDialog = defineDialogTemplate({
  name: 'search-tickets',
  title: 'Search tickets',
  description: 'Asks for a keyword and shows the tickets that match, the newest first.',
  version: 1,
  operations: [searchTickets],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Search tickets',
      utterances: ['search tickets', 'search for a ticket', 'find a ticket', 'find tickets', 'look up a ticket'],
      transitions: [{ to: 'ask-keyword' }],
    },
    asks({
      id: 'ask-keyword',
      title: 'Keyword',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'What shall I look for? A few words of the ticket will do.',
      again: 'I need a few letters or digits to look for. What shall it be?',
      to: 'search',
    }),
    {
      id: 'search',
      type: 'service',
      title: 'Search tickets',
      operation: 'zendesk.search-tickets',
      input: { keyword: { from: 'entity', name: 'keyword' }, limit: { from: 'value', value: 5 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'search', pointer: '/tickets' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for ticket in results.search.tickets %}{{ ticket.id }}: {{ ticket.subject }}{% if ticket.status %} ({{ ticket.status }}){% endif %}
{{ ticket.url }}
{% endfor %}
{%- if results.search.hasMore %}There are more: search for something more exact to see them.{% endif %}`,
      to: 'end',
    }),
    says({
      id: 'none',
      title: 'None',
      text: 'I found no ticket for "{{ entities.keyword }}". A ticket that is quite new may take a moment to be found.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Zendesk does not let you search tickets.',
      failed: 'I could not search the tickets.',
    }),
    ...gaveUp('Let us stop here. Say "search tickets" to try again.'),
  ],
});
