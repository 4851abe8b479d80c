import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { fillPresetUrls, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorHandler, type VendorReply } from '#connectors/testing';
import { dynamics } from './dynamics.connector.js';
import { createCase } from './operations/cases/create-case.operation.js';
import { getCase } from './operations/cases/get-case.operation.js';
import { createLead } from './operations/leads/create-lead.operation.js';
import { deleteLead } from './operations/leads/delete-lead.operation.js';
import { getLead } from './operations/leads/get-lead.operation.js';
import { searchLeads } from './operations/leads/search-leads.operation.js';
import { updateLead } from './operations/leads/update-lead.operation.js';
import { anyContains } from './operations/odata.js';

const id = '5f2c1d9e-0a4b-4c3d-8e7f-6a5b4c3d2e1f';
const row = { leadid: id, fullname: 'Ann Smith', leadqualitycode: 1, statuscode: 2, createdon: '2026-11-22T10:00:00Z' };
const encoded = (text: string) => Buffer.from(text).toString('base64url');
const fault = (code: string, message = 'Why.') => ({ error: { code, message } });

let vendor: Vendor;
let context: OperationContext;
let reply: VendorHandler = () => undefined;
const answers = (answer: VendorReply) => void (reply = () => answer);
const url = () => `${vendor.origin}/main.aspx?pagetype=entityrecord&etn=lead&id=${id}`;

beforeEach(async () => {
  vendor = await startVendor((request, response) => reply(request, response));
  context = operationContext({ connector: { ...dynamics, baseUrl: () => vendor.origin }, vendor });
});
afterEach(() => vendor.close());

describe('the organisation', () => {
  const filled = (organisation: string) => fillPresetUrls(dynamics.oauth!, { organisation, tenant: 'acme.test' });

  it.each(['acme.crm.dynamics.com', 'acme-test.crm4.dynamics.com', 'a1.crm.appsplatform.us', 'x.crm.dynamics.cn'])(
    'may be %s',
    (organisation) => {
      expect(filled(organisation).tokenUrl).toBe('https://login.microsoftonline.com/acme.test/oauth2/v2.0/token');
      expect(dynamics.baseUrl({ parameters: { organisation }, extras: {}, scopes: [] })).toBe(
        `https://${organisation}`,
      );
    },
  );

  it.each([
    ...['evil.test', 'acme.crm.dynamics.com.evil.test', 'acme.crm.dynamics.com/', 'acme.crm.dynamics.com@evil.test'],
    ...['evil.test#.crm.dynamics.com', 'acme.crmx.dynamics.com', 'a.b.crm.dynamics.com', 'crm.dynamics.com', ''],
  ])('is never %j, so that no token goes there', (organisation) => {
    expect(() => filled(organisation)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  });

  it('must be known', () => {
    expect(() => dynamics.baseUrl({ parameters: {}, extras: {}, scopes: [] })).toThrow(/authorize again/);
  });
});

describe('whoami', () => {
  const asks = (user: object) =>
    void (reply = ({ path }) => {
      if (path.endsWith('/WhoAmI')) return { json: { UserId: id, OrganizationId: id, BusinessUnitId: id } };
      return { json: path.includes('systemusers') ? user : { name: 'acme' } };
    });

  it('tells the user and the organisation', async () => {
    asks({ fullname: 'Ann', internalemailaddress: 'ann@acme.test', isdisabled: false });
    expect(await dynamics.whoami(context)).toEqual({
      ...{ id, name: 'Ann', email: 'ann@acme.test', organisation: 'acme' },
      details: { organizationId: id, isDisabled: false },
    });
  });

  it('refuses users who are disabled', async () => {
    asks({ isdisabled: true });
    await expect(dynamics.verify(context, await dynamics.whoami(context))).rejects.toMatchObject({
      code: 'account-not-usable',
    });
  });
});

describe('records', () => {
  it('are created with numbers for words, and come back with words for numbers', async () => {
    answers({ status: 201, json: row });
    const input = { topic: ' Chairs ', lastName: 'Smith', company: 'Acme', rating: 'hot' } as const;
    expect(await createLead.run(context, input)).toEqual({
      ...{ id, url: url(), name: 'Ann Smith', rating: 'hot', status: 'contacted' },
      createdAt: '2026-11-22T10:00:00.000Z',
    });
    expect(vendor.requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/data/v9.2/leads',
      headers: { prefer: 'return=representation' },
      body: { subject: 'Chairs', lastname: 'Smith', companyname: 'Acme', leadqualitycode: 1 },
    });
  });

  it('keep numbers that an organisation added itself', async () => {
    answers({ json: { ...row, leadqualitycode: 100_000_000 } });
    expect(await getLead.run(context, { id })).toMatchObject({ rating: '100000000' });
  });

  it('are never created by a change', async () => {
    answers({ json: row });
    await updateLead.run(context, { id, rating: 'cold' });
    expect(vendor.requests[0]).toMatchObject({
      ...{ method: 'PATCH', path: `/api/data/v9.2/leads(${id})`, body: { leadqualitycode: 3 } },
      headers: { 'if-match': '*' },
    });
  });

  it('have an id, or the answer makes no sense', async () => {
    answers({ json: { fullname: 'Ann' } });
    await expect(getLead.run(context, { id })).rejects.toMatchObject({ code: 'vendor-answer-invalid' });
  });

  it('are gone after an unknown outcome, or are not', async () => {
    answers({ status: 404, json: fault('0x80040217', 'lead With Id Does Not Exist') });
    await expect(deleteLead.run(context, { id })).rejects.toMatchObject({ code: 'record-not-found' });
    expect(await deleteLead.reconcile?.(context, { id }, new Date())).toEqual({ id });
    answers({ json: row });
    expect(await deleteLead.reconcile?.(context, { id }, new Date())).toBeUndefined();
  });
});

describe('a case', () => {
  it('is for one customer', async () => {
    answers({ status: 201, json: { incidentid: id, title: 'Broken', ticketnumber: 'CAS-1', prioritycode: 1 } });
    expect(await createCase.run(context, { title: 'Broken', accountId: id })).toMatchObject({
      ...{ name: 'Broken', ticketNumber: 'CAS-1', priority: 'high' },
    });
    expect(vendor.requests[0]?.body).toEqual({ title: 'Broken', 'customerid_account@odata.bind': `/accounts(${id})` });
    for (const customer of [{}, { accountId: id, contactId: id }]) {
      await expect(createCase.run(context, { title: 'Broken', ...customer })).rejects.toMatchObject({
        violations: [{ pointer: '/contactId' }],
      });
    }
  });

  it('tells whom it is for', async () => {
    answers({
      json: { incidentid: id, title: 'Broken', _customerid_value: id, statuscode: 1000, caseorigincode: 3986 },
    });
    expect(await getCase.run(context, { id })).toMatchObject({
      ...{ customerId: id, status: 'information-provided', origin: 'twitter' },
    });
  });
});

describe('a search', () => {
  it('goes on where Dataverse says, by its cookie alone', async () => {
    const cookie =
      '<cookie pagenumber="2" pagingcookie="%253ccookie%2520page%253d%25221%2522%253e" istracking="False" />';
    const next = `https://elsewhere.test/api/data/v9.2/leads?$skiptoken=${encodeURIComponent(cookie)}`;
    answers({ json: { value: [row], '@odata.nextLink': next } });
    const page = await searchLeads.run(context, { keyword: "O'Neil", limit: 1 });
    expect(page).toMatchObject({ hasMore: true, leads: [{ id }] });
    expect(vendor.requests[0]?.headers['prefer']).toBe('odata.maxpagesize=1');
    answers({ json: { value: [] } });
    const last = await searchLeads.run(context, { keyword: "O'Neil", limit: 1, cursor: page.nextCursor ?? '' });
    expect(last).toEqual({ leads: [], hasMore: false });
    expect(vendor.requests[1]?.path).toBe('/api/data/v9.2/leads');
    expect(vendor.requests[1]?.query.get('$skiptoken')).toBe(cookie);
    await searchLeads.run(context, { keyword: "O'Neil", limit: 7, cursor: page.nextCursor ?? '' });
    expect(vendor.requests[2]?.headers['prefer']).toBe('odata.maxpagesize=1');
    expect(vendor.requests[1]?.query.get('$filter')).toContain("contains(fullname,'O''Neil')");
  });

  it.each(['garbage', ...['https://evil.test', '201 <cookie a/>', '<cookie a/>'].map(encoded)])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(searchLeads.run(context, { cursor })).rejects.toMatchObject({
        violations: [{ pointer: '/cursor' }],
      });
      expect(vendor.requests).toHaveLength(0);
    },
  );

  it('looks for the words themselves, whatever they hold', () => {
    const hostile = fc.string({
      unit: fc.constantFrom("'", "''", ')', ' or ', 'a', '\\', '%', '_', '[', ']', '^', '\n', ' eq '),
    });
    fc.assert(
      fc.property(hostile, (words) => {
        const read = /^contains\(a,'((?:[^']|'')*)'\) or contains\(b,'((?:[^']|'')*)'\)$/.exec(
          anyContains(['a', 'b'], words),
        );
        const [found, ...others] = (read ?? []).slice(1).map((text) => text.replaceAll("''", "'"));
        expect(others).toEqual([found]);
        expect(found?.replace(/\[([[%_])\]|[[%_]/g, '$1')).toBe(words.trim());
      }),
      { numRuns: 500 },
    );
  });
});

it.each([
  [401, undefined, 'vendor-unauthorized'],
  [403, fault('0x80040220'), 'vendor-forbidden'],
  [403, fault('0x80072560', 'The user is not a member of the organization.'), 'account-not-usable'],
  [403, fault('0x80042f09', 'The user has not been assigned any roles.'), 'account-not-usable'],
  [412, fault('0x80040333'), 'vendor-conflict'],
  [400, fault('0x80048d19', 'Error identified in Payload'), 'vendor-rejected-input'],
  [429, fault('0x80072322', 'Number of requests exceeded the limit of 6000'), 'vendor-rate-limited'],
  [503, [], 'vendor-unavailable'],
])('%i %j is %s', async (status, json, code) => {
  answers({ status, ...(json && { json }) });
  await expect(context.http.post('/x', { json: {} })).rejects.toMatchObject({ code });
});

it.each(dynamics.templates.map((template) => [template.name, template.graph] as const))(
  'the dialog engine finds no fault in the template %s',
  (_name, graph) => {
    const operations = (operationId: string) => {
      const input = dynamics.operations.find((known) => known.id === operationId)?.input;
      return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
    };
    expect(checkGraph(graph, { operations })).toEqual([]);
  },
);
