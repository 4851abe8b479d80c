import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says, showsMore } from '#connectors';
import { searchContacts } from '../../operations/contacts/search-contacts.operation.js';

/** Asks for a keyword and shows the contacts that match, page by page. */
export const searchContactsDialog = defineDialogTemplate({
  name: 'search-contacts',
  title: 'Search contacts',
  description:
    'Asks for a keyword and shows the contacts that match, five at a time for as long as the user wants more.',
  version: 1,
  operations: [searchContacts],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Search contacts',
      utterances: ['search contacts', 'search for a contact', 'find a contact', 'find contacts', 'look up a contact'],
      transitions: [{ to: 'ask-keyword' }],
    },
    asks({
      id: 'ask-keyword',
      title: 'Keyword',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'What shall I look for? A name, an e-mail address or a phone number will do.',
      again: 'I need a word of at most 200 characters. What shall I look for?',
      to: 'list',
    }),
    {
      id: 'list',
      type: 'service',
      title: 'Search contacts',
      operation: 'dynamics.search-contacts',
      input: {
        keyword: { from: 'entity', name: 'keyword' },
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
    ...showsMore('Those are all that I found.'),
    says({ id: 'none', title: 'None', text: 'I found no contact for "{{ entities.keyword }}".', to: 'end' }),
    ...failureEndings({
      refused: 'Dynamics 365 does not let you search contacts.',
      failed: 'I could not search the contacts.',
    }),
    ...gaveUp('Let us stop here. Say "search contacts" to try again.'),
  ],
});
