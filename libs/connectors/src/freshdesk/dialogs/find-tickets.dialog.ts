import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { findTickets } from '../operations/find-tickets.operation.js';

const chose = <const Field extends string>(field: Field) =>
  ({
    left: { from: 'entity', name: 'field' },
    operator: 'equals',
    right: { from: 'value', value: field },
  }) as const;

/** Asks by which field to look for tickets and for its value, and shows those that match. */
export const findTicketsDialog = defineDialogTemplate({
  name: 'find-tickets',
  title: 'Find tickets',
  description: 'Asks by which field to look (priority, status or e-mail) and for its value, and shows what matches.',
  version: 1,
  operations: [findTickets],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Find tickets',
      utterances: ['find tickets', 'find a ticket', 'search tickets', 'look for tickets', 'which tickets are there'],
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
          { value: 'status', title: 'Status', synonyms: ['state'] },
          { value: 'priority', title: 'Priority', synonyms: ['urgency'] },
          { value: 'email', title: 'E-mail', synonyms: ['mail', 'requester', 'e-mail address'] },
        ],
      },
      prompt: 'What shall I look for tickets by?',
      again: 'Please choose status, priority or e-mail.',
      to: 'by-field',
    }),
    {
      id: 'by-field',
      type: 'decision',
      title: 'Which field?',
      transitions: [
        { when: chose('priority'), to: 'ask-priority' },
        { when: chose('email'), to: 'ask-email' },
        { to: 'ask-status' },
      ],
    },
    asks({
      id: 'ask-status',
      title: 'Status',
      entity: {
        name: 'status',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'open', title: 'Open' },
          { value: 'pending', title: 'Pending', synonyms: ['waiting'] },
          { value: 'resolved', title: 'Resolved', synonyms: ['solved', 'fixed'] },
          { value: 'closed', title: 'Closed', synonyms: ['done'] },
        ],
      },
      prompt: 'Which status?',
      again: 'Please choose open, pending, resolved or closed.',
      to: 'find',
    }),
    asks({
      id: 'ask-priority',
      title: 'Priority',
      entity: {
        name: 'priority',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'low', title: 'Low' },
          { value: 'medium', title: 'Medium', synonyms: ['normal'] },
          { value: 'high', title: 'High' },
          { value: 'urgent', title: 'Urgent' },
        ],
      },
      prompt: 'Which priority?',
      again: 'Please choose low, medium, high or urgent.',
      to: 'find',
    }),
    asks({
      id: 'ask-email',
      title: 'E-mail',
      entity: { name: 'email', kind: 'email', requirement: 'mandatory', maxLength: 254 },
      prompt: 'Whose tickets? An e-mail address, please.',
      again: 'That is no e-mail address I can read. Say it like grace@example.com.',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find tickets',
      operation: 'freshdesk.find-tickets',
      input: {
        status: { from: 'entity', name: 'status' },
        priority: { from: 'entity', name: 'priority' },
        email: { from: 'entity', name: 'email' },
        limit: { from: 'value', value: 5 },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/tickets' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for ticket in results.find.tickets %}{{ ticket.id }}: {{ ticket.subject }} ({{ ticket.status }}, {{ ticket.priority }})
{{ ticket.url }}
{% endfor %}
{%- if results.find.hasMore %}There are more of them in Freshdesk.{% endif %}`,
      to: 'end',
    }),
    says({
      id: 'none',
      title: 'None',
      text: 'I found no such ticket. One that is quite new may take a few minutes to be found.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Freshdesk cannot look for that.',
      failed: 'I could not look for tickets.',
    }),
    ...gaveUp('Let us stop here. Say "find tickets" to try again.'),
  ],
});
