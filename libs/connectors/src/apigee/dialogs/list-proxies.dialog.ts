import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listProxies } from '../operations/list-proxies.operation.js';

/** Lists API proxies by their names, page by page for as long as the user wants more. */
export const listProxiesDialog = defineDialogTemplate({
  name: 'list-proxies',
  title: 'List API proxies',
  description: 'Lists API proxies by their names, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listProxies],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List API proxies',
      utterances: ['list proxies', 'list API proxies', 'show our APIs', 'which APIs are there', 'show API proxies'],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List API proxies',
      operation: 'apigee.list-proxies',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/proxies' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for proxy in results.list.proxies %}{{ proxy.id }}{% if proxy.latestRevision %}, revision {{ proxy.latestRevision }}{% endif %}
{{ proxy.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all API proxies.'),
    says({ id: 'none', title: 'None', text: 'There are no API proxies in the organization.', to: 'end' }),
    ...failureEndings({
      refused: 'Apigee does not let you list API proxies.',
      failed: 'I could not list the API proxies.',
    }),
  ],
});
