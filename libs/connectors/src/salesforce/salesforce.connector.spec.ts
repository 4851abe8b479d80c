import { afterEach, describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { createConnectorRegistry, describeConnector, fillPresetUrls, type Account } from '#connectors';
import { operationContext, startVendor, type VendorHandler } from '#connectors/testing';
import { salesforce } from './salesforce.connector.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function contextOf(handler: VendorHandler) {
  const vendor = await startVendor(handler);
  cleanUps.push(() => vendor.close());
  return operationContext({ connector: salesforce, vendor });
}

const user = {
  user_id: '005A',
  organization_id: '00DA',
  name: 'Ann',
  email: 'ann@acme.test',
  preferred_username: 'ann@acme',
};
const organisation = {
  Name: 'Acme',
  OrganizationType: 'Enterprise Edition',
  IsSandbox: false,
  TrialExpirationDate: null,
};
const salesforceWith =
  (changes: Partial<Record<keyof typeof organisation, unknown>>): VendorHandler =>
  ({ path }) =>
    path.endsWith('/userinfo') ? { json: user } : { json: { records: [{ ...organisation, ...changes }] } };

describe('the preset', () => {
  const domainOf = (domain: string) => () => fillPresetUrls(salesforce.oauth, { domain });

  it('fills the login domain into every URL', () => {
    expect(fillPresetUrls(salesforce.oauth, {})).toEqual({
      authorizationUrl: 'https://login.salesforce.com/services/oauth2/authorize',
      tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
      refreshUrl: 'https://login.salesforce.com/services/oauth2/token',
      revocationUrl: 'https://login.salesforce.com/services/oauth2/revoke',
    });
  });

  it.each([
    'test.salesforce.com',
    'acme.my.salesforce.com',
    'acme--dev.sandbox.my.salesforce.com',
    'a-b.develop.my.salesforce.com',
  ])('accepts %s', (domain) => expect(domainOf(domain)().tokenUrl).toBe(`https://${domain}/services/oauth2/token`));

  it.each([
    'evil.test',
    'login.salesforce.com.evil.test',
    'login.salesforce.com@evil.test',
    'evil.test/login.salesforce.com',
    'evil.test#.my.salesforce.com',
    'evil.test?.my.salesforce.com',
    'evil.test\\.my.salesforce.com',
    'evilsalesforce.com',
    'loginxsalesforce.com',
    'x.salesforce.com',
    'a.b.c.my.salesforce.com',
    '-.my.salesforce.com',
    'login.salesforce.com:8443',
    'login.salesforce.com\n',
    'LOGIN.salesforce.com/',
    '',
  ])('refuses %j, so that no secret goes there', (domain) => {
    expect(domainOf(domain)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  });

  it('refuses a parameter that it does not know', () => {
    expect(() => fillPresetUrls(salesforce.oauth, { host: 'evil.test' })).toThrow(/host is not a known parameter/);
  });
});

describe('the base URL', () => {
  const grant = (instance_url: unknown) => ({ parameters: {}, scopes: [], extras: { instance_url } });

  it.each([
    ['https://acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['https://acme.my.salesforce.com/', 'https://acme.my.salesforce.com'],
    ['https://gateway.test/salesforce/?x=1#y', 'https://gateway.test/salesforce'],
  ])('of %s is %s', (url, baseUrl) => expect(salesforce.baseUrl(grant(url))).toBe(baseUrl));

  it.each([undefined, '', 'acme', 5, 'javascript:alert(1)', 'data:x'])('cannot be %j', (url) => {
    expect(() => salesforce.baseUrl(grant(url))).toThrow(expect.objectContaining({ code: 'vendor-answer-invalid' }));
  });
});

describe('whoami', () => {
  it('tells the user, the organisation and its edition', async () => {
    const context = await contextOf(salesforceWith({}));
    expect(await salesforce.whoami(context)).toEqual({
      id: '005A',
      name: 'Ann',
      email: 'ann@acme.test',
      organisation: 'Acme',
      edition: 'Enterprise Edition',
      details: { organizationId: '00DA', isSandbox: false, username: 'ann@acme' },
    });
  });

  it('takes the user info endpoint’s 403 for what it means: the token is no good', async () => {
    const context = await contextOf(() => ({
      status: 403,
      text: 'Bad_OAuth_Token',
      headers: { 'content-type': 'text/html' },
    }));
    await expect(salesforce.whoami(context)).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });

  it('does not make up an organisation that Salesforce does not show', async () => {
    const context = await contextOf(({ path }) => ({ json: path.endsWith('/userinfo') ? user : { records: [] } }));
    await expect(salesforce.whoami(context)).rejects.toMatchObject({ code: 'vendor-answer-invalid' });
  });

  it('says plainly that an edition has no API', async () => {
    const context = await contextOf(({ path }) =>
      path.endsWith('/userinfo')
        ? { json: user }
        : { status: 403, json: [{ errorCode: 'API_DISABLED_FOR_ORG', message: 'The REST API is not enabled.' }] },
    );
    await expect(salesforce.whoami(context)).rejects.toMatchObject({
      code: 'account-not-usable',
      message: expect.stringContaining('its edition has no API'),
    });
  });
});

describe('verify', () => {
  const verify = async (changes: Parameters<typeof salesforceWith>[0]): Promise<Account> => {
    const context = await contextOf(salesforceWith(changes));
    const account = await salesforce.whoami(context);
    await salesforce.verify(context, account);
    return account;
  };

  it('refuses a trial organisation and says what to do instead', async () => {
    await expect(verify({ TrialExpirationDate: '2026-11-30T22:00:00.000+0000' })).rejects.toMatchObject({
      code: 'account-not-usable',
      message: expect.stringMatching(
        /^Acme is a Salesforce trial that ends on 30 November 2026.*Developer, Enterprise/,
      ),
    });
  });

  it.each([
    {},
    { OrganizationType: 'Developer Edition' },
    { OrganizationType: 'Developer Edition', TrialExpirationDate: '2027-01-01T00:00:00.000+0000' },
    { IsSandbox: true, TrialExpirationDate: '2026-12-01T00:00:00.000+0000' },
    { OrganizationType: null },
  ])('accepts an organisation with %j', async (changes) => expect((await verify(changes)).id).toBe('005A'));
});

describe('errors', () => {
  it.each([
    [401, 'INVALID_SESSION_ID', 'vendor-unauthorized'],
    [403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'vendor-forbidden'],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'vendor-rate-limited'],
    [400, 'INVALID_FIELD', 'vendor-rejected-input'],
    [400, 'UNABLE_TO_LOCK_ROW', 'vendor-unavailable'],
    [503, 'SERVER_UNAVAILABLE', 'vendor-unavailable'],
  ])('%i %s is %s', async (status, errorCode, code) => {
    const { http } = await contextOf(() => ({ status, json: [{ message: 'Why.', errorCode }] }));
    await expect(http.post('/x', { json: {} })).rejects.toMatchObject({
      code,
      vendorCode: errorCode,
      vendorMessage: 'Why.',
    });
  });

  it.each([{ json: [] }, { json: [null] }, { json: [{ message: 5 }] }, { json: {} }, { text: '<html>' }, { text: '' }])(
    'a body of %j leaves the verdict to the status',
    async (body) => {
      const { http } = await contextOf(() => ({ status: 403, ...body }));
      await expect(http.get('/x')).rejects.toMatchObject({ code: 'vendor-forbidden', vendorMessage: undefined });
    },
  );
});

describe('the table of contents', () => {
  it('has the twelve operations and ten templates, and is plain JSON for the catalogue', () => {
    const info = JSON.parse(JSON.stringify(describeConnector(salesforce))) as ReturnType<typeof describeConnector>;
    expect(info.operations.map(({ name }) => name)).toHaveLength(12);
    expect(info.templates.map(({ title }) => title)).toEqual([
      ...['Create a lead', 'Create an opportunity', 'Update a lead', 'View a lead', 'List leads'],
      ...['Search leads', 'Delete a lead', 'Create a case', 'Case status', 'Comment on a case'],
    ]);
    expect(createConnectorRegistry([salesforce]).findOperation('salesforce.query')?.title).toBe('Query records');
  });

  it('explains every field of every input and output', () => {
    const unexplained: string[] = [];
    const walk = (name: string, schema: Record<string, unknown>): void => {
      for (const [key, field] of Object.entries(
        (schema['properties'] ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        if (!field['title'] || !field['description']) unexplained.push(`${name}/${key}`);
        walk(`${name}/${key}`, field);
      }
    };
    for (const { id, input, output } of salesforce.operations) {
      walk(`${id} input`, input as unknown as Record<string, unknown>);
      walk(`${id} output`, output as unknown as Record<string, unknown>);
      expect(input).toMatchObject({ type: 'object', additionalProperties: false });
    }
    expect(unexplained).toEqual([]);
  });

  it.each(salesforce.templates.map((template) => [template.name, template.graph] as const))(
    'has a template %s in which the dialog engine finds no fault',
    (_name, graph) => {
      const operations = (operationId: string) => {
        const input = salesforce.operations.find(({ id }) => id === operationId)?.input;
        return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
      };
      expect(checkGraph(graph, { operations })).toEqual([]);
    },
  );
});
