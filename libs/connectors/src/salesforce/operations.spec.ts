import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type Operation, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorHandler, type VendorReply } from '#connectors/testing';
import { salesforce } from './salesforce.connector.js';
import { createLead } from './operations/create-lead.operation.js';
import { createOpportunity } from './operations/create-opportunity.operation.js';
import { deleteLead } from './operations/delete-lead.operation.js';
import { getLead } from './operations/get-lead.operation.js';
import { listLeads } from './operations/list-leads.operation.js';
import { query } from './operations/query.operation.js';
import { searchLeads } from './operations/search-leads.operation.js';
import { updateLead } from './operations/update-lead.operation.js';

const id = '00Q8d00000AbCdEAAV';
const account = { id: '0058d00000AbCdEAAV', name: 'Ann', details: {} };
const since = new Date('2026-11-22T10:00:00.700Z');
let vendor: Vendor;
let context: OperationContext;
let reply: VendorHandler = () => undefined;

beforeEach(async () => {
  vendor = await startVendor((request, response) => reply(request, response));
  context = operationContext({ connector: salesforce, vendor, account });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = () => answer);
const link = (object = 'Lead') => ({ id, url: `${vendor.origin}/lightning/r/${object}/${id}/view` });
const soql = (index = 0) => vendor.requests[index]?.query.get('q');
const refusal = (status: number, errorCode: string, message = 'Not so.', fields?: string[]) =>
  answers({ status, json: [{ message, errorCode, ...(fields && { fields }) }] });

/** Validates as the server does, then runs. */
async function run(operation: Operation, input: object): Promise<unknown> {
  return operation.run(context, validateInput(operation, input));
}

describe('create-lead', () => {
  it('creates a lead from what is given, and answers with its link', async () => {
    answers({ status: 201, json: { id, success: true, errors: [] } });
    expect(await run(createLead, { firstName: 'Ann', lastName: "O'Neil ", company: 'Äcme "Co" <b>' })).toEqual(link());
    expect(vendor.requests).toMatchObject([
      {
        method: 'POST',
        path: '/services/data/v66.0/sobjects/Lead',
        body: { FirstName: 'Ann', LastName: "O'Neil", Company: 'Äcme "Co" <b>' },
      },
    ]);
  });

  it.each([
    [{ company: 'Acme' }, '/lastName', 'required'],
    [{ lastName: 'Smith' }, '/company', 'required'],
    [{ lastName: 'x'.repeat(81), company: 'Acme' }, '/lastName', 'maxLength'],
    [{ lastName: 'Smith', company: 'x'.repeat(256) }, '/company', 'maxLength'],
    [{ lastName: ' \t', company: 'Acme' }, '/lastName', 'pattern'],
    [{ lastName: 5, company: 'Acme' }, '/lastName', 'type'],
    [{ lastName: 'Smith', company: 'Acme', OwnerId: '005' }, '/OwnerId', 'additionalProperties'],
  ])('refuses %j', async (input, pointer, keyword) => {
    await expect(run(createLead, input)).rejects.toMatchObject({
      code: 'input-invalid',
      violations: [{ pointer, keyword }],
    });
    expect(vendor.requests).toHaveLength(0);
  });

  it('tells of duplicates, and of fields that Salesforce refuses', async () => {
    refusal(400, 'DUPLICATES_DETECTED', 'Use one of these records?');
    await expect(run(createLead, { lastName: 'S', company: 'A' })).rejects.toMatchObject({
      code: 'vendor-conflict',
      vendorMessage: 'Use one of these records?',
    });
    refusal(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [Industry]', ['Industry']);
    await expect(run(createLead, { lastName: 'S', company: 'A' })).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      vendorCode: 'REQUIRED_FIELD_MISSING',
      fields: ['Industry'],
    });
  });

  it('looks for the lead it may have made: the same user, since then, the same values', async () => {
    answers({ json: { totalSize: 1, done: true, records: [{ Id: id }] } });
    const input = { firstName: 'Ann', lastName: "O'Neil", company: 'A' };
    expect(await createLead.reconcile?.(context, input, since)).toEqual(link());
    expect(soql()).toBe(
      "SELECT Id FROM Lead WHERE CreatedById = '0058d00000AbCdEAAV' AND CreatedDate >= 2026-11-22T09:59:55.700Z " +
        "AND FirstName = 'Ann' AND LastName = 'O\\'Neil' AND Company = 'A' LIMIT 2",
    );
  });

  it.each([[[]], [[{ Id: id }, { Id: '00Q8d00000AbCdFAAV' }]]])('cannot tell from the leads %j', async (records) => {
    answers({ json: { totalSize: records.length, done: true, records } });
    expect(await createLead.reconcile?.(context, { lastName: 'S', company: 'A' }, since)).toBeUndefined();
  });
});

describe('create-opportunity', () => {
  const input = { name: 'Big deal', closeDate: '2026-12-31', stage: 'Prospecting' };

  it('creates an opportunity and answers with its link', async () => {
    answers({ status: 201, json: { id, success: true, errors: [] } });
    expect(await run(createOpportunity, { ...input, amount: 12.5 })).toEqual(link('Opportunity'));
    expect(vendor.requests[0]).toMatchObject({
      path: '/services/data/v66.0/sobjects/Opportunity',
      body: { Name: 'Big deal', CloseDate: '2026-12-31', StageName: 'Prospecting', Amount: 12.5 },
    });
  });

  it.each(['31.12.2026', '2026-02-30', 'tomorrow', ''])('refuses %j as a date', async (closeDate) => {
    await expect(run(createOpportunity, { ...input, closeDate })).rejects.toMatchObject({
      violations: [{ pointer: '/closeDate', keyword: 'format' }],
    });
  });

  it('looks for the opportunity it may have made', async () => {
    answers({ json: { records: [{ Id: id }] } });
    expect(await createOpportunity.reconcile?.(context, input, since)).toEqual(link('Opportunity'));
    expect(soql()).toContain("Name = 'Big deal' AND CloseDate = 2026-12-31 AND StageName = 'Prospecting'");
  });
});

describe('update-lead', () => {
  it('sends the given fields and no others', async () => {
    answers({ status: 204 });
    expect(await run(updateLead, { id, status: 'Working - Contacted' })).toEqual(link());
    expect(vendor.requests).toMatchObject([
      { method: 'PATCH', path: `/services/data/v66.0/sobjects/Lead/${id}`, body: { Status: 'Working - Contacted' } },
    ]);
  });

  it.each([
    [{ id }, 'minProperties'],
    [{ id: '../Account/1', title: 'x' }, 'pattern'],
    [{ id: '', title: 'x' }, 'pattern'],
  ])('refuses %j', async (input, keyword) => {
    await expect(run(updateLead, input)).rejects.toMatchObject({ violations: [{ keyword }] });
  });

  it('tells after an unknown outcome whether the lead has the new values', async () => {
    answers({ json: { Id: id, Title: 'CEO', MobilePhone: '1' } });
    expect(await updateLead.reconcile?.(context, { id, title: 'CEO', mobilePhone: '1' }, since)).toEqual(link());
    expect(await updateLead.reconcile?.(context, { id, title: 'CTO', mobilePhone: '1' }, since)).toBeUndefined();
    expect(vendor.requests[0]?.query.get('fields')).toBe('Id,Title,MobilePhone');
  });
});

describe('get-lead', () => {
  it('returns what Salesforce knows and leaves out the rest', async () => {
    const json = {
      attributes: {},
      Id: id,
      FirstName: null,
      LastName: 'Smith',
      Company: 'Acme',
      CreatedDate: '2026-11-22T10:00:00.000+0000',
    };
    answers({ json });
    expect(await run(getLead, { id })).toEqual({
      ...link(),
      name: 'Smith',
      lastName: 'Smith',
      company: 'Acme',
      createdAt: '2026-11-22T10:00:00.000Z',
    });
  });

  it.each([
    [404, 'NOT_FOUND'],
    [404, 'ENTITY_IS_DELETED'],
    [400, 'MALFORMED_ID'],
  ])('%i %s means that there is no such lead', async (status, errorCode) => {
    refusal(status, errorCode);
    await expect(run(getLead, { id })).rejects.toMatchObject({ code: 'record-not-found' });
  });
});

describe('delete-lead', () => {
  it('deletes, and says when there is nothing to delete', async () => {
    answers({ status: 204 });
    expect(await run(deleteLead, { id })).toEqual({ id });
    refusal(404, 'NOT_FOUND');
    await expect(run(deleteLead, { id })).rejects.toMatchObject({ code: 'record-not-found' });
    expect(vendor.requests.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
  });

  it('tells after an unknown outcome whether the lead is gone', async () => {
    refusal(404, 'NOT_FOUND');
    expect(await deleteLead.reconcile?.(context, { id }, since)).toEqual({ id });
    answers({ json: { Id: id } });
    expect(await deleteLead.reconcile?.(context, { id }, since)).toBeUndefined();
    refusal(403, 'INSUFFICIENT_ACCESS');
    await expect(deleteLead.reconcile?.(context, { id }, since)).rejects.toMatchObject({ code: 'vendor-forbidden' });
  });
});

describe('list-leads', () => {
  const record = (n: number) => ({
    Id: `00Q8d00000AbC${String(n).padStart(2, '0')}AAV`,
    LastName: `Lead ${n}`,
    CreatedDate: '2026-11-22T10:00:00.000+0000',
  });

  it('pages through leads of one and the same second without losing or repeating any', async () => {
    const all = Array.from({ length: 7 }, (_, n) => record(n)).reverse();
    reply = ({ query: asked }) => {
      const text = asked.get('q') ?? '';
      const after = /Id < '(\w+)'/.exec(text)?.[1];
      const limit = Number(/LIMIT (\d+)$/.exec(text)?.[1]);
      return { json: { records: all.filter(({ Id }) => after === undefined || Id < after).slice(0, limit) } };
    };
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listLeads.run(context, validateInput(listLeads, { limit: 3, ...(cursor && { cursor }) }));
      names.push(...page.leads.map(({ name }) => name));
      expect(page.hasMore).toBe(page.nextCursor !== undefined);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(names).toEqual(['Lead 6', 'Lead 5', 'Lead 4', 'Lead 3', 'Lead 2', 'Lead 1', 'Lead 0']);
    expect(soql(0)).toMatch(/^SELECT Id, FirstName, .* FROM Lead +ORDER BY CreatedDate DESC, Id DESC LIMIT 4$/);
    expect(soql(1)).toContain(
      "WHERE CreatedDate < 2026-11-22T10:00:00Z OR (CreatedDate = 2026-11-22T10:00:00Z AND Id < '",
    );
  });

  it.each(['garbage', Buffer.from("2026-11-22T10:00:00.000Z x' OR").toString('base64url'), 'AAAA'])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(run(listLeads, { cursor })).rejects.toMatchObject({ violations: [{ pointer: '/cursor' }] });
      expect(vendor.requests).toHaveLength(0);
    },
  );
});

describe('search-leads', () => {
  it('searches for the words themselves', async () => {
    answers({
      json: {
        searchRecords: [
          { Id: id, LastName: 'Smith' },
          { Id: '00Q8d00000AbCdFAAV', LastName: 'Smithson' },
        ],
      },
    });
    expect(await run(searchLeads, { keyword: 'Smi* OR {x}', limit: 1 })).toEqual({
      leads: [{ ...link(), name: 'Smith', lastName: 'Smith' }],
      hasMore: true,
    });
    expect(vendor.requests[0]).toMatchObject({
      method: 'POST',
      path: '/services/data/v66.0/parameterizedSearch',
      body: { q: 'Smi\\* "OR" \\{x\\}', sobjects: [{ name: 'Lead', limit: 2 }] },
    });
  });

  it.each(['a', '**', '" "', '', ' a '])('refuses %j, which Salesforce cannot search for', async (keyword) => {
    await expect(run(searchLeads, { keyword })).rejects.toMatchObject({ code: 'input-invalid' });
  });
});

describe('query', () => {
  it('binds values, strips attributes and adds links', async () => {
    answers({
      json: {
        totalSize: 500,
        done: false,
        nextRecordsUrl: '/services/data/v66.0/query/01gRO0000016PIAYA2-200',
        records: [
          { attributes: { type: 'Lead', url: 'x' }, Id: id, Name: 'Smith' },
          { attributes: { type: 'AggregateResult' }, n: 3 },
        ],
      },
    });
    const text = 'SELECT Id, Name FROM Lead WHERE Company = :company AND CreatedDate > :after';
    const parameters = { company: "' OR Name != '", after: { dateTime: '2026-01-01T00:00:00Z' } };
    expect(await run(query, { soql: text, parameters })).toEqual({
      records: [{ Id: id, Name: 'Smith', ...link() }, { n: 3 }],
      totalSize: 500,
      nextCursor: '01gRO0000016PIAYA2-200',
    });
    expect(soql()).toBe(
      "SELECT Id, Name FROM Lead WHERE Company = '\\' OR Name != \\'' AND CreatedDate > 2026-01-01T00:00:00Z",
    );
  });

  it('gets the next page by its cursor, and takes no cursor that could be a path', async () => {
    answers({ json: { totalSize: 1, done: true, records: [] } });
    await run(query, { soql: 'SELECT Id FROM Lead', cursor: '01gRO0000016PIAYA2-200' });
    expect(vendor.requests[0]?.path).toBe('/services/data/v66.0/query/01gRO0000016PIAYA2-200');
    await expect(run(query, { soql: 'SELECT Id FROM Lead', cursor: '../sobjects' })).rejects.toMatchObject({
      violations: [{ pointer: '/cursor' }],
    });
  });

  it('follows no link of Salesforce’s answer that is not one of its own', async () => {
    const json = { totalSize: 1, done: false, records: [], nextRecordsUrl: 'https://elsewhere.test/query/../x' };
    answers({ json });
    expect(await run(query, { soql: 'SELECT Id FROM Lead' })).toEqual({ records: [], totalSize: 1 });
  });

  it('passes on what Salesforce says of a wrong query', async () => {
    refusal(400, 'MALFORMED_QUERY', 'unexpected token: FORM');
    await expect(run(query, { soql: 'SELECT Id FORM Lead' })).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      vendorMessage: 'unexpected token: FORM',
    });
  });
});
