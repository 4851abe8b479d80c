import { defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { listDeployments } from '../operations/list-deployments.operation.js';
import { asksProxy } from './asks-proxy.js';

/** Asks for an API proxy and shows where which of its revisions is deployed. */
export const showDeploymentsDialog = defineDialogTemplate({
  name: 'show-deployments',
  title: 'Show deployments',
  description: 'Asks for an API proxy and shows where which of its revisions is deployed.',
  version: 1,
  operations: [listDeployments],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Show deployments',
      utterances: ['show deployments', 'list deployments', 'what is deployed', 'where is an API deployed'],
      transitions: [{ to: 'ask-proxy' }],
    },
    asksProxy('list'),
    {
      id: 'list',
      type: 'service',
      title: 'List deployments',
      operation: 'apigee.list-deployments',
      input: { proxy: { from: 'entity', name: 'proxy' }, limit: { from: 'value', value: 20 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/deployments' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for one in results.list.deployments %}{{ one.environment }}: revision {{ one.revision }}{% if one.state %}, {{ one.state }}{% endif %}{% if one.deployedAt %}, since {{ one.deployedAt | slice: 0, 16 | replace: "T", " " }} UTC{% endif %}
{% endfor %}
{%- if results.list.hasMore %}There are more of them in Apigee.{% endif %}`,
      card: {
        title: '{{ entities.proxy }}',
        label: 'View API proxy',
        url: '{{ results.list.deployments[0].url }}',
      },
      to: 'end',
    }),
    says({ id: 'none', title: 'None', text: '{{ entities.proxy }} is not deployed anywhere.', to: 'end' }),
    says({ id: 'not-found', title: 'Not found', text: 'I found no API proxy {{ entities.proxy }}.', to: 'end' }),
    ...failureEndings({
      refused: 'Apigee does not let you see its deployments.',
      failed: 'I could not look up the deployments.',
    }),
    ...gaveUp('Let us stop here. You can also say "list API proxies".'),
  ],
});
