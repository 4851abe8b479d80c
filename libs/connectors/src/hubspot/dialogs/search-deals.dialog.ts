import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { searchDeals } from '../operations/deals/search-deals.operation.js';

/** Asks for a keyword and shows the deals that match. */
export const searchDealsDialog = defineDialogTemplate({
  name: 'search-deals',
  title: 'Search deals',
  description: 'Asks for a keyword and shows the deals that match, the newest first.',
  version: 1,
  operations: [searchDeals],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Search deals',
      utterances: ['search deals', 'search for a deal', 'find a deal', 'find deals', 'look up a deal'],
      transitions: [{ to: 'ask-keyword' }],
    },
    asks({
      id: 'ask-keyword',
      title: 'Keyword',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'What shall I look for? A name will do.',
      again: 'I need a few letters or digits to look for. What shall it be?',
      to: 'search',
    }),
    {
      id: 'search',
      type: 'service',
      title: 'Search deals',
      operation: 'hubspot.search-deals',
      input: { keyword: { from: 'entity', name: 'keyword' }, limit: { from: 'value', value: 5 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'search', pointer: '/deals' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for deal in results.search.deals %}{{ deal.name }}{% if deal.amount %}, {{ deal.amount }}{% endif %}
{{ deal.url }}
{% endfor %}
{%- if results.search.hasMore %}There are more: search for something more exact to see them.{% endif %}`,
      to: 'end',
    }),
    says({
      id: 'none',
      title: 'None',
      text: 'I found no deal for "{{ entities.keyword }}". A deal that is quite new may take a moment to be found.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'HubSpot does not let you search deals.', failed: 'I could not search the deals.' }),
    ...gaveUp('Let us stop here. Say "search deals" to try again.'),
  ],
});
