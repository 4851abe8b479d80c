import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listTaskLists } from '../operations/list-task-lists.operation.js';

/** Lists the to-do lists, page by page for as long as the user wants more. */
export const listTaskListsDialog = defineDialogTemplate({
  name: 'list-task-lists',
  title: 'List to-do lists',
  description: 'Lists the to-do lists, ten at a time for as long as the user wants more.',
  version: 1,
  operations: [listTaskLists],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List to-do lists',
      utterances: ['list to-do lists', 'list my to-do lists', 'show my to-do lists', 'show my task lists', 'my lists'],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List to-do lists',
      operation: 'microsoft-graph.list-task-lists',
      input: {
        limit: { from: 'value', value: 10 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/lists' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for list in results.list.lists %}{{ list.name }}{% if list.isShared %} (shared){% endif %}
{{ list.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all your to-do lists.'),
    says({ id: 'none', title: 'None', text: 'You have no to-do lists.', to: 'end' }),
    ...failureEndings({
      refused: 'Microsoft 365 does not let you see the to-do lists.',
      failed: 'I could not list the to-do lists.',
    }),
  ],
});
