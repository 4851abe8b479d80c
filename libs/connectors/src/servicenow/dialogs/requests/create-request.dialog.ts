import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createRequest } from '../../operations/requests/create-request.operation.js';

/** Asks what is wanted and how urgent it is, and creates a request for whoever authorized. */
export const createRequestDialog = defineDialogTemplate({
  name: 'create-request',
  title: 'Create a request',
  description: 'Asks what is wanted and how urgent it is, creates the request and answers with a link to it.',
  version: 1,
  operations: [createRequest],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a request',
      utterances: [
        'create a request',
        'open a request',
        'make a request',
        'new request',
        'request something',
        'order something',
      ],
      transitions: [{ to: 'ask-short-description' }],
    },
    asks({
      id: 'ask-short-description',
      title: 'Short description',
      entity: { name: 'shortDescription', kind: 'text', requirement: 'mandatory', maxLength: 160 },
      prompt: 'What do you need, in one line?',
      again: 'I need a line of at most 160 characters. What do you need?',
      to: 'ask-description',
    }),
    asks({
      id: 'ask-description',
      title: 'Description',
      entity: { name: 'description', kind: 'text', requirement: 'optional', maxLength: 4_000 },
      prompt: 'Anything more to say about it? Say "skip" if that was all.',
      again: 'That is too long: 4,000 characters at most. Say "skip" to leave it out.',
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
          { value: 'high', title: 'High', synonyms: ['urgent', 'very urgent'] },
          { value: 'moderate', title: 'Moderate', synonyms: ['normal', 'medium'] },
          { value: 'low', title: 'Low', synonyms: ['not urgent'] },
        ],
      },
      prompt: 'How urgent is it?',
      again: 'Please choose high, moderate or low.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the request',
      operation: 'servicenow.create-request',
      input: {
        shortDescription: { from: 'entity', name: 'shortDescription' },
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
      text: 'Done: your request is {{ results.create.number }}. {{ results.create.url }}',
      card: {
        title: '{{ results.create.number }}',
        body: '{{ results.create.shortDescription }}',
        label: 'View request',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({
      refused: 'ServiceNow did not take the request.',
      failed: 'I could not create the request.',
    }),
    ...gaveUp('Let us stop here; no request was created. Say "create a request" to begin again.'),
  ],
});
