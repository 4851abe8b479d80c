import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the catalogue', () => {
  it('lists systems lightly: what a card shows, and the counts', async () => {
    const { status, body } = await server.call('GET', '/v1/connectors');
    expect(status).toBe(200);
    const salesforce = body.items.find((connector: { id: string }) => connector.id === 'salesforce');
    expect(salesforce).toMatchObject({
      name: 'Salesforce',
      categories: ['crm', 'sales'],
      mark: { kind: 'letters', letters: 'Sf' },
    });
    expect(salesforce.operationCount).toBeGreaterThan(6);
    for (const heavy of ['operations', 'authorization', 'readme']) expect(salesforce).not.toHaveProperty(heavy);
  });

  it('tells how to authorize, with the scopes in words and the parameters, and what to read', async () => {
    const { body } = await server.call('GET', '/v1/connectors/salesforce');
    expect(body.authorization).toMatchObject({
      pkce: true,
      parameters: [{ name: 'domain', default: 'login.salesforce.com' }],
      refreshUrl: null,
    });
    expect(body.authorization.scopes[0].description).toMatch(/\w+ \w+/);
    expect(body.readme).toMatch(/^# Salesforce\n/);
    for (const { url } of body.links) expect(new URL(url).hostname).toMatch(/\.salesforce\.com$/);
  });

  it('shows operations with schemas that a validator takes, and nothing that is not JSON', async () => {
    const { body } = await server.call('GET', '/v1/connectors/salesforce');
    const createLead = body.operations.find((one: { id: string }) => one.id === 'salesforce.create-lead');
    expect(createLead).toMatchObject({ effect: 'write', input: { type: 'object', additionalProperties: false } });
    const ajv = new Ajv2020({ strictTypes: false });
    formats.default(ajv);
    for (const operation of body.operations) {
      expect(() => ajv.compile(operation.input)).not.toThrow();
      expect(() => ajv.compile(operation.output)).not.toThrow();
    }
    expect(body.templates).toHaveLength(body.templateCount);
    expect(createLead).toMatchObject({ scopes: ['api'], example: { lastName: 'Hopper' } });
    expect(createLead.documentation).toMatch(/^https:/);
    expect(JSON.stringify(body)).not.toContain('~kind');
  });

  it.each(['nothing', 'constructor', '__proto__', '..%2f..%2fpackage.json', 'x'.repeat(150)])(
    'knows no %s',
    async (id) => {
      const answer = await server.call('GET', `/v1/connectors/${id}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    },
  );

  it('is for callers who may see actions', async () => {
    const { body } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'webhooks only', permissions: ['webhooks:manage'] },
    });
    expect((await server.call('GET', '/v1/connectors', { key: body.key })).status).toBe(403);
    expect((await server.call('GET', '/v1/connectors', { key: null })).status).toBe(401);
  });
});
