import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createLead } from '../../operations/leads/create-lead.operation.js';

/** Asks for a topic, a name and a company, and creates a lead. */
export const createLeadDialog = defineDialogTemplate({
  name: 'create-lead',
  title: 'Create a lead',
  description:
    'Asks for a topic, a name and a company, creates the lead in Dynamics 365 and answers with a link to it.',
  version: 1,
  operations: [createLead],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a lead',
      utterances: ['create a lead', 'create a new lead', 'add a lead', 'add a new lead', 'new lead'],
      transitions: [{ to: 'ask-first-name' }],
    },
    asks({
      id: 'ask-first-name',
      title: 'First name',
      entity: { name: 'firstName', kind: 'text', requirement: 'optional', maxLength: 50 },
      prompt: 'What is the first name of the lead? Say "skip" if you do not know it.',
      again: 'A first name has at most 50 characters. What is it? Say "skip" to leave it out.',
      to: 'ask-last-name',
    }),
    asks({
      id: 'ask-last-name',
      title: 'Last name',
      entity: { name: 'lastName', kind: 'text', requirement: 'mandatory', maxLength: 50 },
      prompt: 'And the last name?',
      again: 'I need a last name of at most 50 characters. What is it?',
      to: 'ask-company',
    }),
    asks({
      id: 'ask-company',
      title: 'Company',
      entity: { name: 'company', kind: 'company', requirement: 'mandatory', maxLength: 100 },
      prompt: 'Which company is {{ entities.firstName | default: entities.lastName }} with?',
      again: 'I need a company of at most 100 characters. Which one is it?',
      to: 'ask-topic',
    }),
    asks({
      id: 'ask-topic',
      title: 'Topic',
      entity: { name: 'topic', kind: 'text', requirement: 'mandatory', maxLength: 300 },
      prompt: 'What is the lead interested in?',
      again: 'I need a topic of at most 300 characters. What is it?',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the lead',
      operation: 'dynamics.create-lead',
      input: {
        topic: { from: 'entity', name: 'topic' },
        firstName: { from: 'entity', name: 'firstName' },
        lastName: { from: 'entity', name: 'lastName' },
        company: { from: 'entity', name: 'company' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: {{ results.create.name }} of {{ entities.company }} is a lead now. {{ results.create.url }}',
      card: {
        title: '{{ results.create.name }}',
        body: '{{ entities.company }} - {{ entities.topic }}',
        label: 'View lead',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({ refused: 'Dynamics 365 did not take the lead.', failed: 'I could not create the lead.' }),
    ...gaveUp('Let us stop here; no lead was created. Say "create a lead" to begin again.'),
  ],
});
