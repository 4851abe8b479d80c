import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createNote } from './operations/create-note.operation.js';

/** Asks for a text and creates the note. */
export const createNoteDialog = defineDialogTemplate({
  name: 'create-note',
  title: 'Create a note',
  description: 'Asks for a text and creates the note.',
  version: 1,
  operations: [createNote],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a note',
      utterances: ['create a note', 'new note', 'take a note', 'write a note'],
      transitions: [{ to: 'ask-text' }],
    },
    asks({
      id: 'ask-text',
      title: 'Text',
      entity: { name: 'text', kind: 'text', requirement: 'mandatory', maxLength: 2_000 },
      prompt: 'What shall the note say?',
      again: 'That is too long: 2,000 characters at most. What shall the note say?',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the note',
      operation: 'acme-notes.create-note',
      input: { text: { from: 'entity', name: 'text' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: I wrote the note. {{ results.create.url }}',
      card: { title: '{{ entities.text }}', label: 'View note', url: '{{ results.create.url }}' },
      to: 'end',
    }),
    ...failureEndings({ refused: 'Acme Notes did not take the note.', failed: 'I could not create the note.' }),
    ...gaveUp('Let us stop here; no note was created. Say "create a note" to begin again.'),
  ],
});
