import {
  asks,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
  showsMore,
} from '#connectors';
import { listItems } from '../operations/list-items.operation.js';

/** Asks for a list and a site, and shows the items page by page for as long as the user wants more. */
export const listItemsDialog = defineDialogTemplate({
  name: 'list-items',
  title: 'List items',
  description: 'Asks for a list and a site, and shows the items, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listItems],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List items',
      utterances: ['list items', 'show a list', 'show the items of a list', 'what is on a list', 'open a list'],
      transitions: [{ to: 'ask-list' }],
    },
    asks({
      id: 'ask-list',
      title: 'List',
      entity: { name: 'listName', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'Which list?',
      again: 'I need the name of a list. Which one is it?',
      to: 'ask-site',
    }),
    asks({
      id: 'ask-site',
      title: 'Site',
      entity: { name: 'site', kind: 'text', requirement: 'optional', maxLength: 1000 },
      prompt: 'On which site? Paste its link, or say "skip" for the main site.',
      again: 'I need the link of a site. Say "skip" for the main site.',
      to: 'list',
    }),
    {
      id: 'list',
      type: 'service',
      title: 'List items',
      operation: 'sharepoint.list-items',
      input: {
        list: { from: 'entity', name: 'listName' },
        site: { from: 'entity', name: 'site' },
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/items' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for item in results.list.items %}{{ item.title }}{% if item.fields.Status %}, {{ item.fields.Status }}{% endif %}
{{ item.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all the items.'),
    says({ id: 'none', title: 'None', text: 'The list {{ entities.listName }} is empty.', to: 'end' }),
    says({
      id: 'not-found',
      title: 'No such list',
      text: 'There is no list {{ entities.listName }} on that site, or your account cannot see it.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'SharePoint does not let you see this list.',
      failed: 'I could not list the items.',
    }),
    ...gaveUp('Let us stop here. Say "list items" to begin again.'),
  ],
});
