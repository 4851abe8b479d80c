import {
  asks,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
  showsMore,
} from '#connectors';
import { searchFiles } from '../operations/search-files.operation.js';

/** Asks for words and a site, and shows the files that hold them, page by page. */
export const findFileDialog = defineDialogTemplate({
  name: 'find-file',
  title: 'Find a file',
  description:
    'Asks for words and a site, and shows the files with links, five at a time for as long as the user wants more.',
  version: 1,
  operations: [searchFiles],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Find a file',
      utterances: ['find a file', 'find a document', 'search for a file', 'search SharePoint', 'look for a document'],
      transitions: [{ to: 'ask-keyword' }],
    },
    asks({
      id: 'ask-keyword',
      title: 'Words',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'Which file? Say a few words of its name, or of what is in it.',
      again: 'I need a few words. Which file is it?',
      to: 'ask-site',
    }),
    asks({
      id: 'ask-site',
      title: 'Site',
      entity: { name: 'site', kind: 'text', requirement: 'optional', maxLength: 1000 },
      prompt: 'On which site? Paste its link, or say "skip" for the main site.',
      again: 'I need the link of a site. Say "skip" for the main site.',
      to: 'list',
    }),
    {
      id: 'list',
      type: 'service',
      title: 'Find files',
      operation: 'sharepoint.search-files',
      input: {
        keyword: { from: 'entity', name: 'keyword' },
        site: { from: 'entity', name: 'site' },
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/files' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: [notFound, ...refusedOrFailed],
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
    says({
      id: 'not-found',
      title: 'No such site',
      text: 'I found no such site, or your account cannot see it.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'SharePoint does not let you look for files there.',
      failed: 'I could not look for files.',
    }),
    ...gaveUp('Let us stop here. Say "find a file" to begin again.'),
  ],
});
