import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createCase } from '../operations/cases/create-case.operation.js';

/** Asks what happened and how urgent it is, and creates a case. */
export const createCaseDialog = defineDialogTemplate({
  name: 'create-case',
  title: 'Create a case',
  description: 'Asks what happened and how urgent it is, creates the case in Salesforce and answers with its number.',
  version: 1,
  operations: [createCase],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a case',
      utterances: ['create a case', 'open a case', 'new case', 'report a problem to support', 'I need support'],
      transitions: [{ to: 'ask-subject' }],
    },
    asks({
      id: 'ask-subject',
      title: 'Subject',
      entity: { name: 'subject', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is it about, in a few words?',
      again: 'I need a subject of at most 255 characters. What is it about?',
      to: 'ask-description',
    }),
    asks({
      id: 'ask-description',
      title: 'Description',
      entity: { name: 'description', kind: 'text', requirement: 'optional', maxLength: 2_000 },
      prompt: 'What happened? Say "skip" if the subject says it all.',
      again: 'I need at most 2,000 characters. What happened? Say "skip" to leave it out.',
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
          { value: 'Low', title: 'Low' },
          { value: 'Medium', title: 'Medium', synonyms: ['normal'] },
          { value: 'High', title: 'High', synonyms: ['urgent'] },
        ],
      },
      prompt: 'How urgent is it?',
      again: 'Please choose low, medium or high.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the case',
      operation: 'salesforce.create-case',
      input: {
        subject: { from: 'entity', name: 'subject' },
        description: { from: 'entity', name: 'description' },
        priority: { from: 'entity', name: 'priority' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: the case is open{% if results.create.number %}, its number is {{ results.create.number }}{% endif %}. {{ results.create.url }}',
      card: {
        title: '{{ entities.subject }}',
        body: '{{ entities.priority }} priority',
        label: 'View case',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({ refused: 'Salesforce did not take the case.', failed: 'I could not create the case.' }),
    ...gaveUp('Let us stop here; no case was created. Say "create a case" to begin again.'),
  ],
});
