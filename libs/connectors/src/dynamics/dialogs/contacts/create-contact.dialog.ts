import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createContact } from '../../operations/contacts/create-contact.operation.js';

/** Asks for a name and an e-mail address, and creates a contact. */
export const createContactDialog = defineDialogTemplate({
  name: 'create-contact',
  title: 'Create a contact',
  description: 'Asks for a name, an e-mail address and a phone number, and creates the contact in Dynamics 365.',
  version: 1,
  operations: [createContact],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a contact',
      utterances: ['create a contact', 'create a new contact', 'add a contact', 'add a new contact', 'new contact'],
      transitions: [{ to: 'ask-first-name' }],
    },
    asks({
      id: 'ask-first-name',
      title: 'First name',
      entity: { name: 'firstName', kind: 'text', requirement: 'optional', maxLength: 50 },
      prompt: 'What is the first name? Say "skip" if you do not know it.',
      again: 'A first name has at most 50 characters. What is it? Say "skip" to leave it out.',
      to: 'ask-last-name',
    }),
    asks({
      id: 'ask-last-name',
      title: 'Last name',
      entity: { name: 'lastName', kind: 'text', requirement: 'mandatory', maxLength: 50 },
      prompt: 'And the last name?',
      again: 'I need a last name of at most 50 characters. What is it?',
      to: 'ask-email',
    }),
    asks({
      id: 'ask-email',
      title: 'E-mail',
      entity: { name: 'email', kind: 'email', requirement: 'optional', maxLength: 100 },
      prompt: 'What is the e-mail address? Say "skip" to leave it out.',
      again: 'That is no e-mail address I can read. What is it? Say "skip" to leave it out.',
      to: 'ask-phone',
    }),
    asks({
      id: 'ask-phone',
      title: 'Phone',
      entity: { name: 'phone', kind: 'phone', requirement: 'optional', maxLength: 50 },
      prompt: 'And the phone number? Say "skip" to leave it out.',
      again: 'That is no phone number I can read. Say it with the country code, or "skip" to leave it out.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the contact',
      operation: 'dynamics.create-contact',
      input: {
        firstName: { from: 'entity', name: 'firstName' },
        lastName: { from: 'entity', name: 'lastName' },
        email: { from: 'entity', name: 'email' },
        phone: { from: 'entity', name: 'phone' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: {{ results.create.name }} is a contact now. {{ results.create.url }}',
      card: { title: '{{ results.create.name }}', label: 'View contact', url: '{{ results.create.url }}' },
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Dynamics 365 did not take the contact.',
      failed: 'I could not create the contact.',
    }),
    ...gaveUp('Let us stop here; no contact was created. Say "create a contact" to begin again.'),
  ],
});
