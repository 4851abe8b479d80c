import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listContacts } from '../operations/contacts/list-contacts.operation.js';

/** Lists contacts, newest first, page by page for as long as the user wants more. */
export const listContactsDialog = defineDialogTemplate({
  name: 'list-contacts',
  title: 'List contacts',
  description: 'Lists contacts, the newest first, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listContacts],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List contacts',
      utterances: [
        'list contacts',
        'list my contacts',
        'show contacts',
        'show all contacts',
        'show me my contacts',
        'newest contacts',
      ],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List contacts',
      operation: 'hubspot.list-contacts',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/contacts' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for contact in results.list.contacts %}{{ contact.name }}{% if contact.email %}, {{ contact.email }}{% endif %}
{{ contact.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all your contacts.'),
    says({ id: 'none', title: 'None', text: 'There are no contacts in HubSpot that you can see.', to: 'end' }),
    ...failureEndings({ refused: 'HubSpot does not let you list contacts.', failed: 'I could not list the contacts.' }),
  ],
});
