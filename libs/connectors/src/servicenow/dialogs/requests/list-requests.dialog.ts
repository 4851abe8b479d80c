import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listRequests } from '../../operations/requests/list-requests.operation.js';

/** Lists requests, newest first, page by page for as long as the user wants more. */
export const listRequestsDialog = defineDialogTemplate({
  name: 'list-requests',
  title: 'List requests',
  description: 'Lists requests, the newest first, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listRequests],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List requests',
      utterances: ['list requests', 'list my requests', 'show requests', 'show all requests', 'newest requests'],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List requests',
      operation: 'servicenow.list-requests',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        {
          when: {
            all: [
              { left: { from: 'result', node: 'list', pointer: '/requests' }, operator: 'is-empty' },
              {
                left: { from: 'result', node: 'list', pointer: '/hasMore' },
                operator: 'equals',
                right: { from: 'value', value: false },
              },
            ],
          },
          to: 'none',
        },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for request in results.list.requests %}{{ request.number }}: {{ request.shortDescription }}{% if request.state %} ({{ request.state }}){% endif %}
{{ request.url }}
{% else %}You may not see the requests of this page.
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all requests that you can see.'),
    says({
      id: 'none',
      title: 'None',
      text: 'There are no requests in ServiceNow that you can see.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'ServiceNow does not let you list requests.',
      failed: 'I could not list the requests.',
    }),
  ],
});
