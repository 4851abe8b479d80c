import { expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { Chat } from '#connectors/testing';
import { apigee } from './apigee.connector.js';

const chat = (template: string) => new Chat(apigee, template);
const url = 'https://console.cloud.google.com/apigee/proxies/orders/overview?project=acme';
const proxy = { id: 'orders', url, revisions: [1, 2, 3], latestRevision: 3 };
const deployment = { id: 'test/orders/2', url, proxy: 'orders', environment: 'test', revision: 2 };

it.each(apigee.templates.map(({ name, graph }) => [name, graph] as const))('%s is a sound graph', (_, graph) => {
  const operations = (operationId: string) => {
    const input = apigee.operations.find((operation) => operation.id === operationId)?.input;
    return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
  };
  expect(checkGraph(graph, { operations })).toEqual([]);
});

it('API proxies are listed page by page', () => {
  const listed = chat('list-proxies').user('list API proxies');
  expect(listed.wants).toEqual({ operation: 'list-proxies', input: { limit: 5 } });
  const page = { proxies: [proxy], hasMore: true, nextCursor: 'c1' };
  expect(listed.succeeds(page).said).toBe(`orders, revision 3\n${url}\nShow more?`);
  expect(listed.user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c1' });
  expect(listed.succeeds({ proxies: [proxy], hasMore: false }).said).toContain('Those are all API proxies.');
});

it('deployments are shown with their state', () => {
  const asked = () => chat('show-deployments').user('show deployments', 'orders');
  const shown = { ...deployment, state: 'ready', deployedAt: '2030-01-01T10:00:00.000Z' };
  const { said } = asked().succeeds({ deployments: [shown], hasMore: false });
  expect(said).toBe(`test: revision 2, ready, since 2030-01-01 10:00 UTC [View API proxy](${url})`);
  expect(asked().succeeds({ deployments: [], hasMore: false }).said).toBe('orders is not deployed anywhere.');
  expect(asked().fails('record-not-found').said).toBe('I found no API proxy orders.');
});

it('a revision is deployed once that is confirmed', () => {
  const asked = () => chat('deploy-proxy').user('deploy an API', 'orders').succeeds(proxy).user('test');
  expect(asked().said).toBe('The latest revision of orders is 3.\nWhich revision?');
  const sure = asked().user('3');
  expect(sure.said).toContain('Shall I deploy revision 3 of orders to test?');
  const input = { proxy: 'orders', environment: 'test', revision: 3, replace: true };
  expect(sure.user('yes').wants).toEqual({ operation: 'deploy-revision', input });
  expect(sure.succeeds({ ...deployment, revision: 3 }).said).toContain(
    `revision 3 of orders is on its way to test. ${url} [View API proxy](${url})`,
  );
  const kept = asked().user('3', 'no');
  expect([kept.said, kept.wants]).toEqual(['All right, nothing was deployed.', undefined]);
  expect(asked().user('3', 'yes').fails('vendor-rejected-input').said).toContain(
    'did not take the deployment. Because.',
  );
  expect(chat('deploy-proxy').user('deploy an API', 'x').fails('record-not-found').said).toContain(
    'nothing was deployed',
  );
});

it('a deployment is taken away once that is confirmed; nothing there is no failure', () => {
  const asked = () => chat('undeploy-proxy').user('undeploy an API', 'orders', 'test');
  expect(asked().wants).toEqual({
    operation: 'list-deployments',
    input: { proxy: 'orders', environment: 'test', limit: 1 },
  });
  const found = () => asked().succeeds({ deployments: [deployment], hasMore: false });
  expect(found().said).toContain('Shall I take revision 2 of orders away from test?');
  expect(found().user('no').said).toBe('All right, nothing was taken away.');
  const input = { proxy: 'orders', environment: 'test', revision: 2 };
  expect(found().user('yes').wants).toEqual({ operation: 'undeploy-revision', input });
  expect(found().user('yes').succeeds({ id: 'test/orders/2' }).said).toContain('is taken away from test.');
  expect(asked().succeeds({ deployments: [], hasMore: false }).said).toContain('so nothing was taken away');
});
