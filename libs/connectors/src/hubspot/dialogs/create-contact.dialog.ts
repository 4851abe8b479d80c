import { asks, defineDialogTemplate, failedWith, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createContact } from '../operations/contacts/create-contact.operation.js';

/** Asks for an e-mail address, a name and a phone number, and creates a contact. */
export const createContactDialog = defineDialogTemplate({
  name: 'create-contact',
  title: 'Create a contact',
  description: 'Asks for an e-mail address, a name and a phone number, creates the contact and answers with a link.',
  version: 1,
  operations: [createContact],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a contact',
      utterances: ['create a contact', 'create a new contact', 'add a contact', 'add a new contact', 'new contact'],
      transitions: [{ to: 'ask-email' }],
    },
    asks({
      id: 'ask-email',
      title: 'E-mail',
      entity: { name: 'email', kind: 'email', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the e-mail address of the contact?',
      again: 'That is no e-mail address I can read. Say it like grace@example.com.',
      to: 'ask-first-name',
    }),
    asks({
      id: 'ask-first-name',
      title: 'First name',
      entity: { name: 'firstName', kind: 'text', requirement: 'optional', maxLength: 255 },
      prompt: 'What is the first name? Say "skip" if you do not know it.',
      again: 'A first name has at most 255 characters. What is it? Say "skip" to leave it out.',
      to: 'ask-last-name',
    }),
    asks({
      id: 'ask-last-name',
      title: 'Last name',
      entity: { name: 'lastName', kind: 'text', requirement: 'optional', maxLength: 255 },
      prompt: 'And the last name? Say "skip" if you do not know it.',
      again: 'A last name has at most 255 characters. What is it? Say "skip" to leave it out.',
      to: 'ask-phone',
    }),
    asks({
      id: 'ask-phone',
      title: 'Phone',
      entity: { name: 'phone', kind: 'phone', requirement: 'optional', maxLength: 40 },
      prompt: 'What is the phone number? Say "skip" to leave it out.',
      again: 'That is no phone number I can read. Say it with the country code, such as +44 20 7946 0018, or "skip".',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the contact',
      operation: 'hubspot.create-contact',
      input: {
        email: { from: 'entity', name: 'email' },
        firstName: { from: 'entity', name: 'firstName' },
        lastName: { from: 'entity', name: 'lastName' },
        phone: { from: 'entity', name: 'phone' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: [{ when: failedWith('vendor-conflict'), to: 'exists' }, ...refusedOrFailed],
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: {{ entities.email }} is a contact now. {{ results.create.url }}',
      card: {
        title: '{{ entities.firstName | default: entities.lastName | default: entities.email }}',
        body: '{{ entities.email }}',
        label: 'View contact',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'exists',
      title: 'Exists already',
      text: 'There is a contact with the address {{ entities.email }} already, so none was created. {{ error.message }}',
      to: 'not-done',
    }),
    ...failureEndings({ refused: 'HubSpot did not take the contact.', failed: 'I could not create the contact.' }),
    ...gaveUp('Let us stop here; no contact was created. Say "create a contact" to begin again.'),
  ],
});
