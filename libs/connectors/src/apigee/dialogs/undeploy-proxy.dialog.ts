import { confirms, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { listDeployments } from '../operations/list-deployments.operation.js';
import { undeployRevision } from '../operations/undeploy-revision.operation.js';
import { asksEnvironment, asksProxy } from './asks-proxy.js';

/** Shows what of an API proxy is deployed in an environment, and takes it away once that is confirmed. */
export const undeployProxyDialog = defineDialogTemplate({
  name: 'undeploy-proxy',
  title: 'Undeploy an API proxy',
  description: 'Shows which revision of an API proxy is deployed in an environment, and takes it away once confirmed.',
  version: 1,
  operations: [listDeployments, undeployRevision],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Undeploy an API proxy',
      utterances: [
        'undeploy a proxy',
        'undeploy an API proxy',
        'undeploy an API',
        'take an API down',
        'withdraw an API',
      ],
      transitions: [{ to: 'ask-proxy' }],
    },
    asksProxy('ask-environment'),
    asksEnvironment('find'),
    {
      id: 'find',
      type: 'service',
      title: 'Find the deployment',
      operation: 'apigee.list-deployments',
      input: {
        proxy: { from: 'entity', name: 'proxy' },
        environment: { from: 'entity', name: 'environment' },
        limit: { from: 'value', value: 1 },
      },
      timeoutMs: 20_000,
      transitions: [
        {
          when: { left: { from: 'result', node: 'find', pointer: '/deployments' }, operator: 'is-empty' },
          to: 'not-found',
        },
        { to: 'ask-sure' },
      ],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({
      prompt:
        'Shall I take revision {{ results.find.deployments[0].revision }} of {{ entities.proxy }} away from {{ entities.environment }}? It answers no more calls then.',
      to: 'undeploy',
    }),
    {
      id: 'undeploy',
      type: 'service',
      title: 'Undeploy the revision',
      operation: 'apigee.undeploy-revision',
      input: {
        proxy: { from: 'entity', name: 'proxy' },
        environment: { from: 'entity', name: 'environment' },
        revision: { from: 'result', node: 'find', pointer: '/deployments/0/revision' },
      },
      timeoutMs: 60_000,
      transitions: [{ to: 'undeployed' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'undeployed',
      title: 'Undeployed',
      text: 'Done: revision {{ results.find.deployments[0].revision }} of {{ entities.proxy }} is taken away from {{ entities.environment }}.',
      card: {
        title: '{{ entities.proxy }}',
        label: 'View API proxy',
        url: '{{ results.find.deployments[0].url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found nothing of {{ entities.proxy }} in {{ entities.environment }}, so nothing was taken away.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was taken away.', to: 'stopped' }),
    ...failureEndings({ refused: 'Apigee does not let you do that.', failed: 'I could not undeploy it.' }),
    ...gaveUp('Let us stop here; nothing was taken away.'),
  ],
});
