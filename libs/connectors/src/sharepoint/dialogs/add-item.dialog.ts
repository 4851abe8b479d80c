import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { createItem } from '../operations/create-item.operation.js';

/** Asks for a list, a title and a site, and adds an item. */
export const addItemDialog = defineDialogTemplate({
  name: 'add-item',
  title: 'Add an item to a list',
  description: 'Asks for a list, a title and a site, adds the item and answers with a link to it.',
  version: 1,
  operations: [createItem],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Add an item to a list',
      utterances: ['add an item', 'add to a list', 'create a list item', 'put something on a list', 'new item'],
      transitions: [{ to: 'ask-list' }],
    },
    asks({
      id: 'ask-list',
      title: 'List',
      entity: { name: 'listName', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'To which list?',
      again: 'I need the name of a list. Which one is it?',
      to: 'ask-title',
    }),
    asks({
      id: 'ask-title',
      title: 'Title',
      entity: { name: 'title', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the title of the item?',
      again: 'I need a title of at most 255 characters. What is it?',
      to: 'ask-site',
    }),
    asks({
      id: 'ask-site',
      title: 'Site',
      entity: { name: 'site', kind: 'text', requirement: 'optional', maxLength: 1000 },
      prompt: 'On which site? Paste its link, or say "skip" for the main site.',
      again: 'I need the link of a site. Say "skip" for the main site.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Add the item',
      operation: 'sharepoint.create-item',
      input: {
        list: { from: 'entity', name: 'listName' },
        title: { from: 'entity', name: 'title' },
        site: { from: 'entity', name: 'site' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'created',
      title: 'Added',
      text: 'Done: {{ results.create.title }} is on the list {{ entities.listName }}. {{ results.create.url }}',
      card: { title: '{{ results.create.title }}', label: 'View item', url: '{{ results.create.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'No such list',
      text: 'There is no list {{ entities.listName }} on that site, or your account cannot see it, so nothing was added.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'SharePoint did not take the item.', failed: 'I could not add the item.' }),
    ...gaveUp('Let us stop here; nothing was added. Say "add an item" to begin again.'),
  ],
});
