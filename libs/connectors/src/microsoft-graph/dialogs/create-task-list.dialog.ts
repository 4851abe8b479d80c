import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createTaskList } from '../operations/create-task-list.operation.js';

/** Asks for a name and creates a to-do list. */
export const createTaskListDialog = defineDialogTemplate({
  name: 'create-task-list',
  title: 'Create a to-do list',
  description: 'Asks for a name, creates the to-do list and answers with a link to it.',
  version: 1,
  operations: [createTaskList],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a to-do list',
      utterances: [
        'create a to-do list',
        'create a new to-do list',
        'add a to-do list',
        'new to-do list',
        'new task list',
      ],
      transitions: [{ to: 'ask-name' }],
    },
    asks({
      id: 'ask-name',
      title: 'Name',
      entity: { name: 'name', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What shall the list be called?',
      again: 'I need a name of at most 255 characters. What shall the list be called?',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the list',
      operation: 'microsoft-graph.create-task-list',
      input: { name: { from: 'entity', name: 'name' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: the list {{ results.create.name }} is created. {{ results.create.url }}',
      card: { title: '{{ results.create.name }}', label: 'View list', url: '{{ results.create.url }}' },
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Microsoft 365 did not take the list.',
      failed: 'I could not create the list.',
    }),
    ...gaveUp('Let us stop here; no list was created. Say "create a to-do list" to begin again.'),
  ],
});
