import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createTicket } from '../operations/create-ticket.operation.js';

/** Asks what a ticket is about and whom it is for, and creates it. */
export const createTicketDialog = defineDialogTemplate({
  name: 'create-ticket',
  title: 'Create a ticket',
  description: 'Asks for a subject, a description, an e-mail address and a priority, and creates the ticket.',
  version: 1,
  operations: [createTicket],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a ticket',
      utterances: ['create a ticket', 'open a ticket', 'new ticket', 'raise a ticket', 'I have a problem'],
      transitions: [{ to: 'ask-subject' }],
    },
    asks({
      id: 'ask-subject',
      title: 'Subject',
      entity: { name: 'subject', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is it about, in one line?',
      again: 'I need a line of at most 255 characters. What is it about?',
      to: 'ask-description',
    }),
    asks({
      id: 'ask-description',
      title: 'Description',
      entity: { name: 'description', kind: 'text', requirement: 'mandatory', maxLength: 10_000 },
      prompt: 'And what happened, in more detail?',
      again: 'That is too long: 10,000 characters at most. What happened?',
      to: 'ask-email',
    }),
    asks({
      id: 'ask-email',
      title: 'E-mail',
      entity: { name: 'email', kind: 'email', requirement: 'mandatory', maxLength: 254 },
      prompt: 'Which e-mail address shall the answer go to?',
      again: 'That is no e-mail address I can read. Say it like grace@example.com.',
      to: 'ask-phone',
    }),
    asks({
      id: 'ask-phone',
      title: 'Phone',
      entity: { name: 'phone', kind: 'phone', requirement: 'optional', maxLength: 50 },
      prompt: 'A phone number, in case we need to call? Say "skip" to leave it out.',
      again: 'That is no phone number I can read. Say it with the country code, or "skip".',
      to: 'ask-priority',
    }),
    asks({
      id: 'ask-priority',
      title: 'Priority',
      entity: {
        name: 'priority',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'low', title: 'Low', synonyms: ['not urgent'] },
          { value: 'medium', title: 'Medium', synonyms: ['normal'] },
          { value: 'high', title: 'High' },
          { value: 'urgent', title: 'Urgent', synonyms: ['very urgent'] },
        ],
      },
      prompt: 'How urgent is it?',
      again: 'Please choose low, medium, high or urgent.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the ticket',
      operation: 'freshdesk.create-ticket',
      input: {
        subject: { from: 'entity', name: 'subject' },
        description: { from: 'entity', name: 'description' },
        email: { from: 'entity', name: 'email' },
        phone: { from: 'entity', name: 'phone' },
        priority: { from: 'entity', name: 'priority' },
        status: { from: 'value', value: 'open' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: your ticket is number {{ results.create.id }}. {{ results.create.url }}',
      card: {
        title: 'Ticket {{ results.create.id }}',
        body: '{{ results.create.subject }}',
        label: 'View ticket',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Freshdesk did not take the ticket.',
      failed: 'I could not create the ticket.',
    }),
    ...gaveUp('Let us stop here; no ticket was created. Say "create a ticket" to begin again.'),
  ],
});
