import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says, showsMore } from '#connectors';
import { searchCases } from '../../operations/cases/search-cases.operation.js';

/** Asks for a keyword and shows the cases that match, page by page. */
export const searchCasesDialog = defineDialogTemplate({
  name: 'search-cases',
  title: 'Search cases',
  description: 'Asks for a keyword and shows the cases that match, five at a time for as long as the user wants more.',
  version: 1,
  operations: [searchCases],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Search cases',
      utterances: ['search cases', 'search for a case', 'find a case', 'find cases', 'look up a case'],
      transitions: [{ to: 'ask-keyword' }],
    },
    asks({
      id: 'ask-keyword',
      title: 'Keyword',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'What shall I look for? A word of the title, a case number or a word of the description will do.',
      again: 'I need a word of at most 200 characters. What shall I look for?',
      to: 'list',
    }),
    {
      id: 'list',
      type: 'service',
      title: 'Search cases',
      operation: 'dynamics.search-cases',
      input: {
        keyword: { from: 'entity', name: 'keyword' },
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/cases' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for one in results.list.cases %}{% if one.ticketNumber %}{{ one.ticketNumber }}: {% endif %}{{ one.name }}{% if one.status %} ({{ one.status }}){% endif %}
{{ one.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all that I found.'),
    says({ id: 'none', title: 'None', text: 'I found no case for "{{ entities.keyword }}".', to: 'end' }),
    ...failureEndings({
      refused: 'Dynamics 365 does not let you search cases.',
      failed: 'I could not search the cases.',
    }),
    ...gaveUp('Let us stop here. Say "search cases" to try again.'),
  ],
});
