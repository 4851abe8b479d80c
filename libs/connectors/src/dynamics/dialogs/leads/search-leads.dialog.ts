import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says, showsMore } from '#connectors';
import { searchLeads } from '../../operations/leads/search-leads.operation.js';

/** Asks for a keyword and shows the leads that match, page by page. */
export const searchLeadsDialog = defineDialogTemplate({
  name: 'search-leads',
  title: 'Search leads',
  description: 'Asks for a keyword and shows the leads that match, five at a time for as long as the user wants more.',
  version: 1,
  operations: [searchLeads],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Search leads',
      utterances: ['search leads', 'search for a lead', 'find a lead', 'find leads', 'look up a lead'],
      transitions: [{ to: 'ask-keyword' }],
    },
    asks({
      id: 'ask-keyword',
      title: 'Keyword',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'What shall I look for? A name, a company, an e-mail address or a topic will do.',
      again: 'I need a word of at most 200 characters. What shall I look for?',
      to: 'list',
    }),
    {
      id: 'list',
      type: 'service',
      title: 'Search leads',
      operation: 'dynamics.search-leads',
      input: {
        keyword: { from: 'entity', name: 'keyword' },
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/leads' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for lead in results.list.leads %}{{ lead.name }}{% if lead.company %}, {{ lead.company }}{% endif %}
{{ lead.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all that I found.'),
    says({ id: 'none', title: 'None', text: 'I found no lead for "{{ entities.keyword }}".', to: 'end' }),
    ...failureEndings({
      refused: 'Dynamics 365 does not let you search leads.',
      failed: 'I could not search the leads.',
    }),
    ...gaveUp('Let us stop here. Say "search leads" to try again.'),
  ],
});
