import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { searchContacts } from '../operations/contacts/search-contacts.operation.js';

/** Asks for a keyword and shows the contacts that match. */
export const searchContactsDialog = defineDialogTemplate({
  name: 'search-contacts',
  title: 'Search contacts',
  description: 'Asks for a keyword and shows the contacts that match, the newest first.',
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
      again: 'I need a few letters or digits to look for. What shall it be?',
      to: 'search',
    }),
    {
      id: 'search',
      type: 'service',
      title: 'Search contacts',
      operation: 'hubspot.search-contacts',
      input: { keyword: { from: 'entity', name: 'keyword' }, limit: { from: 'value', value: 5 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'search', pointer: '/contacts' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for contact in results.search.contacts %}{{ contact.name }}{% if contact.email %}, {{ contact.email }}{% endif %}
{{ contact.url }}
{% endfor %}
{%- if results.search.hasMore %}There are more: search for something more exact to see them.{% endif %}`,
      to: 'end',
    }),
    says({
      id: 'none',
      title: 'None',
      text: 'I found no contact for "{{ entities.keyword }}". A contact that is quite new may take a moment to be found.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'HubSpot does not let you search contacts.',
      failed: 'I could not search the contacts.',
    }),
    ...gaveUp('Let us stop here. Say "search contacts" to try again.'),
  ],
});
