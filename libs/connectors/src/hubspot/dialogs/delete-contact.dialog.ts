import {
  asks,
  confirms,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { deleteContact } from '../operations/contacts/delete-contact.operation.js';
import { getContact } from '../operations/contacts/get-contact.operation.js';

/** Asks for the id of a contact, shows which it is, and deletes it once that is confirmed. */
export const deleteContactDialog = defineDialogTemplate({
  name: 'delete-contact',
  title: 'Delete a contact',
  description: 'Asks for the id of a contact, shows which it is and deletes it once that is confirmed.',
  version: 1,
  operations: [getContact, deleteContact],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete a contact',
      utterances: ['delete a contact', 'delete contact', 'remove a contact', 'erase a contact'],
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
      transitions: [{ to: 'ask-sure' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({ prompt: 'Shall I delete {{ results.get.name }}?', to: 'delete' }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the contact',
      operation: 'hubspot.delete-contact',
      input: { id: { from: 'result', node: 'get', pointer: '/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'deleted',
      title: 'Deleted',
      text: 'Done: {{ results.get.name }} is deleted. For 90 days the contact can be restored from the recycle bin.',
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no contact with the id {{ entities.contactId }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({
      refused: 'HubSpot does not let you delete this contact.',
      failed: 'I could not delete the contact.',
    }),
    ...gaveUp('Let us stop here; nothing was deleted.'),
  ],
});
