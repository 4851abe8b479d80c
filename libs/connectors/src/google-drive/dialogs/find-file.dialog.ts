import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says, showsMore } from '#connectors';
import { searchFiles } from '../operations/search-files.operation.js';

/** Asks where to look and for what, and shows the files page by page. */
export const findFileDialog = defineDialogTemplate({
  name: 'find-file',
  title: 'Find a file',
  description:
    'Asks where to look and for what, and shows the files with links, five at a time for as long as the user wants more.',
  version: 1,
  operations: [searchFiles],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Find a file',
      utterances: ['find a file', 'find a document', 'search my drive', 'search for a file', 'look for a document'],
      transitions: [{ to: 'ask-where' }],
    },
    asks({
      id: 'ask-where',
      title: 'Where to look',
      entity: {
        name: 'searchIn',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'name', title: 'Name', synonyms: ['names', 'title'] },
          { value: 'content', title: 'Content', synonyms: ['text', 'in it', 'everything'] },
        ],
      },
      prompt: 'Shall I look in the names of files, or in their content?',
      again: 'Please choose from these: name, content.',
      to: 'ask-keyword',
    }),
    asks({
      id: 'ask-keyword',
      title: 'Words',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'Which words shall I look for?',
      again: 'I need a few words. What shall I look for?',
      to: 'list',
    }),
    {
      id: 'list',
      type: 'service',
      title: 'Find files',
      operation: 'google-drive.search-files',
      input: {
        keyword: { from: 'entity', name: 'keyword' },
        searchIn: { from: 'entity', name: 'searchIn' },
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/files' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for file in results.list.files %}{{ file.name }}{% if file.modified %}, changed {{ file.modified | slice: 0, 10 }}{% endif %}
{{ file.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all the files.'),
    says({ id: 'none', title: 'None', text: 'I found no file with "{{ entities.keyword }}".', to: 'end' }),
    ...failureEndings({
      refused: 'Google Drive does not let you look for files.',
      failed: 'I could not look for files.',
    }),
    ...gaveUp('Let us stop here. Say "find a file" to begin again.'),
  ],
});
