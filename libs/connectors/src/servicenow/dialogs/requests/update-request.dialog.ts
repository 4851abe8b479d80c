import {
  asks,
  asksIfChosen,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { updateRequest } from '../../operations/requests/update-request.operation.js';

/** Asks which fields of a request to change, then for those only, and changes nothing else. */
export const updateRequestDialog = defineDialogTemplate({
  name: 'update-request',
  title: 'Update a request',
  description: 'Asks which fields of a request to change, then for those only, and changes nothing else.',
  version: 1,
  operations: [updateRequest],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Update a request',
      utterances: ['update a request', 'change a request', 'edit a request', 'change the priority of a request'],
      transitions: [{ to: 'ask-request' }],
    },
    asks({
      id: 'ask-request',
      title: 'Request',
      entity: { name: 'request', kind: 'text', requirement: 'mandatory', maxLength: 32 },
      prompt: 'Which request? Its number is enough, such as REQ0010023.',
      again: 'I need the number of the request, such as REQ0010023. Which one is it?',
      to: 'ask-fields',
    }),
    asks({
      id: 'ask-fields',
      title: 'Fields to change',
      entity: {
        name: 'fields',
        kind: 'choice',
        requirement: 'mandatory',
        multiple: true,
        choices: [
          { value: 'shortDescription', title: 'Short description', synonyms: ['title', 'subject'] },
          { value: 'description', title: 'Description', synonyms: ['details'] },
          { value: 'priority', title: 'Priority', synonyms: ['urgency'] },
        ],
      },
      prompt: 'What shall I change? You can name several.',
      again: 'Please choose from these: short description, description, priority.',
      to: 'with-shortDescription',
    }),
    ...asksIfChosen({
      entity: { name: 'shortDescription', kind: 'text', requirement: 'mandatory', maxLength: 160 },
      title: 'Short description',
      prompt: 'What is the new short description?',
      again: 'A short description has at most 160 characters. What is it?',
      to: 'with-description',
    }),
    ...asksIfChosen({
      entity: { name: 'description', kind: 'text', requirement: 'mandatory', maxLength: 4_000 },
      title: 'Description',
      prompt: 'What is the new description?',
      again: 'A description has at most 4,000 characters. What is it?',
      to: 'with-priority',
    }),
    ...asksIfChosen({
      entity: {
        name: 'priority',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'high', title: 'High', synonyms: ['urgent'] },
          { value: 'moderate', title: 'Moderate', synonyms: ['normal', 'medium'] },
          { value: 'low', title: 'Low' },
        ],
      },
      title: 'Priority',
      prompt: 'How urgent is it now?',
      again: 'Please choose high, moderate or low.',
      to: 'update',
    }),
    {
      id: 'update',
      type: 'service',
      title: 'Update the request',
      operation: 'servicenow.update-request',
      input: {
        id: { from: 'entity', name: 'request' },
        shortDescription: { from: 'entity', name: 'shortDescription' },
        description: { from: 'entity', name: 'description' },
        priority: { from: 'entity', name: 'priority' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'updated' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'updated',
      title: 'Updated',
      text: 'Done: {{ results.update.number }} is updated. {{ results.update.url }}',
      card: {
        title: '{{ results.update.number }}',
        body: '{{ results.update.shortDescription }}',
        label: 'View request',
        url: '{{ results.update.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no request {{ entities.request }}, so nothing was changed.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'ServiceNow did not take the change.',
      failed: 'I could not update the request.',
    }),
    ...gaveUp('Let us stop here; nothing was changed. Say "update a request" to begin again.'),
  ],
});
