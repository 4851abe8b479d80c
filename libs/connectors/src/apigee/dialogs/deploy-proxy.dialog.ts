import { confirms, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { deployRevision } from '../operations/deploy-revision.operation.js';
import { getProxy } from '../operations/get-proxy.operation.js';
import { asksEnvironment, asksProxy, asksRevision } from './asks-proxy.js';

/** Deploys a revision of an API proxy once that is confirmed, in the place of the one that is there. */
export const deployProxyDialog = defineDialogTemplate({
  name: 'deploy-proxy',
  title: 'Deploy an API proxy',
  description: 'Asks for API proxy, environment and revision, and deploys it once that is confirmed.',
  version: 1,
  operations: [getProxy, deployRevision],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Deploy an API proxy',
      utterances: ['deploy a proxy', 'deploy an API proxy', 'deploy an API', 'deploy a revision', 'roll out an API'],
      transitions: [{ to: 'ask-proxy' }],
    },
    asksProxy('get'),
    {
      id: 'get',
      type: 'service',
      title: 'Get the API proxy',
      operation: 'apigee.get-proxy',
      input: { proxy: { from: 'entity', name: 'proxy' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-environment' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    asksEnvironment('latest'),
    says({
      id: 'latest',
      title: 'Latest revision',
      text: '{% if results.get.latestRevision %}The latest revision of {{ results.get.id }} is {{ results.get.latestRevision }}.{% else %}{{ results.get.id }} it is.{% endif %}',
      to: 'ask-revision',
    }),
    asksRevision('ask-sure'),
    confirms({
      prompt:
        'Shall I deploy revision {{ entities.revision }} of {{ results.get.id }} to {{ entities.environment }}? It takes the place of the one that is there.',
      to: 'deploy',
    }),
    {
      id: 'deploy',
      type: 'service',
      title: 'Deploy the revision',
      operation: 'apigee.deploy-revision',
      input: {
        proxy: { from: 'entity', name: 'proxy' },
        environment: { from: 'entity', name: 'environment' },
        revision: { from: 'entity', name: 'revision' },
        replace: { from: 'value', value: true },
      },
      timeoutMs: 60_000,
      transitions: [{ to: 'deployed' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'deployed',
      title: 'Deployed',
      text: 'Done: revision {{ results.deploy.revision }} of {{ results.deploy.proxy }} is on its way to {{ results.deploy.environment }}. {{ results.deploy.url }}',
      card: {
        title: '{{ results.deploy.proxy }}',
        body: 'Revision {{ results.deploy.revision }} in {{ results.deploy.environment }}',
        label: 'View API proxy',
        url: '{{ results.deploy.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no such API proxy, environment or revision, so nothing was deployed. {{ error.message }}',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deployed.', to: 'stopped' }),
    ...failureEndings({ refused: 'Apigee did not take the deployment.', failed: 'I could not deploy it.' }),
    ...gaveUp('Let us stop here; nothing was deployed. Say "deploy an API" to begin again.'),
  ],
});
