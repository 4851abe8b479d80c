import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { getContact } from '../operations/contacts/get-contact.operation.js';

/** Asks for the id of a contact and shows it. */
export const viewContactDialog = defineDialogTemplate({
  name: 'view-contact',
  title: 'View a contact',
  description: 'Asks for the id of a contact and shows what HubSpot knows of it.',
  version: 1,
  operations: [getContact],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'View a contact',
      utterances: [
        'view a contact',
        'show a contact',
        'show me a contact',
        'open a contact',
        'get a contact',
        'contact details',
      ],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Contact id',
      entity: { name: 'contactId', kind: 'text', requirement: 'mandatory', maxLength: 20 },
      prompt: 'What is the id of the contact? It is the number at the end of the address of its page.',
      again: 'An id is a number, such as 4200001. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the contact',
      operation: 'hubspot.get-contact',
      input: { id: { from: 'entity', name: 'contactId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{{ results.get.name }}{% if results.get.company %}, {{ results.get.company }}{% endif %}.
{%- if results.get.email %}
E-mail: {{ results.get.email }}{% endif %}
{%- if results.get.phone %}
Phone: {{ results.get.phone }}{% endif %}
{{ results.get.url }}`,
      card: {
        title: '{{ results.get.name }}',
        body: '{{ results.get.company }}',
        label: 'View contact',
        url: '{{ results.get.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no contact with the id {{ entities.contactId }}.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'HubSpot does not let you see this contact.',
      failed: 'I could not get the contact.',
    }),
    ...gaveUp('Let us stop here. You can also say "search contacts" to find a contact by name.'),
  ],
});
