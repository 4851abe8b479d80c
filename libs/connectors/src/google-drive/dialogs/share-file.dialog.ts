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
import { searchFiles } from '../operations/search-files.operation.js';
import { shareFile } from '../operations/share-file.operation.js';

/** Finds a file by its name, asks with whom to share it and how, and shares it once that is confirmed. */
export const shareFileDialog = defineDialogTemplate({
  name: 'share-file',
  title: 'Share a file',
  description: 'Finds a file by its name, asks with whom to share it and how, and shares it once that is confirmed.',
  version: 1,
  operations: [searchFiles, shareFile],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Share a file',
      utterances: [
        'share a file',
        'share a document',
        'give access to a file',
        'send somebody a file',
        'share a folder',
      ],
      transitions: [{ to: 'ask-keyword' }],
    },
    asks({
      id: 'ask-keyword',
      title: 'Which file',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'Which file? Say how its name begins.',
      again: 'I need the beginning of its name. Which file is it?',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find the file',
      operation: 'google-drive.search-files',
      input: { keyword: { from: 'entity', name: 'keyword' }, limit: { from: 'value', value: 1 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/files' }, operator: 'is-empty' }, to: 'not-found' },
        { to: 'ask-email' },
      ],
      onFailure: refusedOrFailed,
    },
    asks({
      id: 'ask-email',
      title: 'With whom',
      entity: { name: 'email', kind: 'email', requirement: 'mandatory' },
      prompt: 'I found {{ results.find.files[0].name }}. With whom shall I share it? Say an e-mail address.',
      again: 'That is not an e-mail address. With whom shall I share it?',
      to: 'ask-role',
    }),
    asks({
      id: 'ask-role',
      title: 'What they may do',
      entity: {
        name: 'role',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'reader', title: 'Read', synonyms: ['reader', 'view', 'see'] },
          { value: 'commenter', title: 'Comment', synonyms: ['commenter', 'comments'] },
          { value: 'writer', title: 'Change', synonyms: ['writer', 'edit', 'write'] },
        ],
      },
      prompt: 'What may they do: read, comment, or change it?',
      again: 'Please choose from these: read, comment, change.',
      to: 'ask-sure',
    }),
    confirms({
      prompt: 'Shall I share {{ results.find.files[0].name }} with {{ entities.email }} as {{ entities.role }}?',
      to: 'share',
    }),
    {
      id: 'share',
      type: 'service',
      title: 'Share the file',
      operation: 'google-drive.share-file',
      input: {
        id: { from: 'result', node: 'find', pointer: '/files/0/id' },
        email: { from: 'entity', name: 'email' },
        role: { from: 'entity', name: 'role' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'shared' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shared',
      title: 'Shared',
      text: 'Done: {{ results.share.name }} is shared with {{ results.share.email }}. {{ results.share.url }}',
      card: { title: '{{ results.share.name }}', label: 'View file', url: '{{ results.share.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no file "{{ entities.keyword }}", so nothing was shared.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was shared.', to: 'stopped' }),
    ...failureEndings({ refused: 'Google Drive did not share the file.', failed: 'I could not share the file.' }),
    ...gaveUp('Let us stop here; nothing was shared. Say "share a file" to begin again.'),
  ],
});
