import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listDeals } from '../operations/deals/list-deals.operation.js';

/** Lists deals, newest first, page by page for as long as the user wants more. */
export const listDealsDialog = defineDialogTemplate({
  name: 'list-deals',
  title: 'List deals',
  description: 'Lists deals, the newest first, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listDeals],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List deals',
      utterances: ['list deals', 'list my deals', 'show deals', 'show all deals', 'show me my deals', 'newest deals'],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List deals',
      operation: 'hubspot.list-deals',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/deals' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for deal in results.list.deals %}{{ deal.name }}{% if deal.amount %}, {{ deal.amount }}{% endif %}
{{ deal.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all your deals.'),
    says({ id: 'none', title: 'None', text: 'There are no deals in HubSpot that you can see.', to: 'end' }),
    ...failureEndings({ refused: 'HubSpot does not let you list deals.', failed: 'I could not list the deals.' }),
  ],
});
