import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createCase } from '../../operations/cases/create-case.operation.js';
import { searchContacts } from '../../operations/contacts/search-contacts.operation.js';

/** Asks who the customer is and what happened, finds the contact, and creates a case for it. */
export const createCaseDialog = defineDialogTemplate({
  name: 'create-case',
  title: 'Create a case',
  description: 'Asks for the customer and what happened, finds the contact, creates the case and links to it.',
  version: 1,
  operations: [searchContacts, createCase],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a case',
      utterances: ['create a case', 'create a new case', 'open a new case', 'add a case', 'new case', 'report a case'],
      transitions: [{ to: 'ask-title' }],
    },
    asks({
      id: 'ask-title',
      title: 'Title',
      entity: { name: 'title', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'What is the case about? One line will do.',
      again: 'I need one line of at most 200 characters. What is the case about?',
      to: 'ask-description',
    }),
    asks({
      id: 'ask-description',
      title: 'Description',
      entity: { name: 'description', kind: 'text', requirement: 'optional', maxLength: 2_000 },
      prompt: 'What happened? Say "skip" to leave it out.',
      again: 'A description has at most 2,000 characters. What happened? Say "skip" to leave it out.',
      to: 'ask-customer',
    }),
    asks({
      id: 'ask-customer',
      title: 'Customer',
      entity: { name: 'customer', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'Which contact is it for? The e-mail address or the name will do.',
      again: 'I need an e-mail address or a name. Which contact is it for?',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find the contact',
      operation: 'dynamics.search-contacts',
      input: { keyword: { from: 'entity', name: 'customer' }, limit: { from: 'value', value: 2 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/contacts' }, operator: 'is-empty' }, to: 'nobody' },
        { when: { left: { from: 'result', node: 'find', pointer: '/contacts/1' }, operator: 'is-set' }, to: 'several' },
        { to: 'create' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'nobody',
      title: 'Nobody',
      text: 'I found no contact for "{{ entities.customer }}".',
      to: 'ask-customer',
    }),
    says({
      id: 'several',
      title: 'Several',
      text: 'There are several contacts for "{{ entities.customer }}"; the e-mail address tells them apart.',
      to: 'ask-customer',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the case',
      operation: 'dynamics.create-case',
      input: {
        title: { from: 'entity', name: 'title' },
        description: { from: 'entity', name: 'description' },
        contactId: { from: 'result', node: 'find', pointer: '/contacts/0/id' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: `Done: the case{% if results.create.ticketNumber %} {{ results.create.ticketNumber }}{% endif %} is created. {{ results.create.url }}`,
      card: {
        title: '{{ results.create.name }}',
        body: '{{ results.create.ticketNumber }}',
        label: 'View case',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({ refused: 'Dynamics 365 did not take the case.', failed: 'I could not create the case.' }),
    ...gaveUp('Let us stop here; no case was created. Say "create a case" to begin again.'),
  ],
});
