import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type Operation, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorReply, type VendorRequest } from '#connectors/testing';
import { salesforce } from '../../salesforce.connector.js';
import { commentOnCase } from './comment-on-case.operation.js';
import { createCase } from './create-case.operation.js';
import { getCase } from './get-case.operation.js';
import { updateCase } from './update-case.operation.js';

const id = '5008d00000AbCdEAAV';
const account = { id: '0058d00000AbCdEAAV', name: 'Ann', details: {} };
const since = new Date('2026-11-22T10:00:00.700Z');
const record = {
  ...{ Id: id, CaseNumber: '00001026', Subject: 'Broken', Status: 'New', Priority: null, IsClosed: false },
  CreatedDate: '2026-11-22T10:00:01.000+0000',
};
let vendor: Vendor;
let context: OperationContext;
let reply: (request: VendorRequest) => VendorReply;

beforeEach(async () => {
  reply = ({ method }) => (method === 'POST' ? { status: 201, json: { id, success: true } } : { json: record });
  vendor = await startVendor((request) => reply(request));
  context = operationContext({ connector: salesforce, vendor, account, maxAttempts: 1 });
});
afterEach(() => vendor.close());

const url = () => `${vendor.origin}/lightning/r/Case/${id}/view`;
const soql = () => vendor.requests.at(-1)?.query.get('q');
const run = async (operation: Operation, input: object): Promise<unknown> =>
  operation.run(context, validateInput(operation, input));

describe('create-case', () => {
  it('creates a case of what is given, and tells its number', async () => {
    const contact = { contactName: 'Ann', contactEmail: 'a@example.com', contactPhone: '+1 202 555 0143' };
    const input = { subject: ' Broken ', description: 'D', status: 'New', priority: 'High', origin: 'Web', ...contact };
    expect(await run(createCase, input)).toEqual({ id, url: url(), number: '00001026' });
    expect(vendor.requests).toMatchObject([
      {
        ...{ method: 'POST', path: '/services/data/v66.0/sobjects/Case' },
        body: {
          ...{ Subject: 'Broken', Description: 'D', Status: 'New', Priority: 'High', Origin: 'Web' },
          ...{ SuppliedName: 'Ann', SuppliedEmail: 'a@example.com', SuppliedPhone: '+1 202 555 0143' },
        },
      },
      { method: 'GET', path: `/services/data/v66.0/sobjects/Case/${id}` },
    ]);
  });

  it('has created it, also when the number cannot be read', async () => {
    reply = ({ method }) => (method === 'POST' ? { status: 201, json: { id, success: true } } : { status: 503 });
    expect(await run(createCase, { subject: 'Broken' })).toEqual({ id, url: url() });
  });

  it('looks for the case that it may have made, without the long text', async () => {
    reply = ({ path }) => ({ json: path.endsWith('/query') ? { records: [{ Id: id }] } : record });
    const input = { subject: "It's broken", description: 'long' };
    expect(await createCase.reconcile?.(context, input, since)).toMatchObject({ id, number: '00001026' });
    const [first] = vendor.requests;
    expect(first?.query.get('q')).toContain("Subject = 'It\\'s broken' LIMIT 2");
    expect(first?.query.get('q')).not.toContain('Description');
  });
});

describe('get-case', () => {
  it('reads a case by its id', async () => {
    expect(await run(getCase, { id })).toEqual({
      ...{ id, url: url(), number: '00001026', subject: 'Broken', status: 'New', isClosed: false },
      createdAt: '2026-11-22T10:00:01.000Z',
    });
  });

  it('reads a case by its number, with or without its zeros, which changes no query', async () => {
    reply = () => ({ json: { records: [record] } });
    expect(await run(getCase, { number: '1026' })).toMatchObject({ id, number: '00001026' });
    expect(soql()).toContain("WHERE CaseNumber IN ('1026', '00001026') LIMIT 2");
    await run(getCase, { number: "1')OR(Id!='" });
    expect(soql()).toContain("IN ('1\\')OR(Id!=\\'', '1\\')OR(Id!=\\'') LIMIT 2");
    reply = () => ({ json: { records: [] } });
    await expect(run(getCase, { number: '7' })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it.each([[{}], [{ id, number: '1' }], [{ id: '../x' }], [{ number: '' }]])('refuses %j', async (input) => {
    await expect(run(getCase, input)).rejects.toMatchObject({ code: 'input-invalid' });
    expect(vendor.requests).toHaveLength(0);
  });
});

describe('update-case', () => {
  it('sends what is given, and nothing else', async () => {
    reply = () => ({ status: 204 });
    expect(await run(updateCase, { id, status: 'Working' })).toEqual({ id, url: url() });
    expect(vendor.requests).toMatchObject([{ method: 'PATCH', body: { Status: 'Working' } }]);
    await expect(run(updateCase, { id })).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('was done when the case holds the values', async () => {
    expect(await updateCase.reconcile?.(context, { id, status: 'New' }, since)).toEqual({ id, url: url() });
    expect(await updateCase.reconcile?.(context, { id, status: 'Working' }, since)).toBeUndefined();
  });
});

describe('comment-on-case', () => {
  it('adds a comment that customers do not see unless told', async () => {
    const caseId = id;
    expect(await run(commentOnCase, { caseId, comment: ' Soon. ' })).toEqual({ id, url: url() });
    await run(commentOnCase, { caseId, comment: 'Soon.', isPublic: true });
    const body = { ParentId: id, CommentBody: 'Soon.', IsPublished: false };
    expect(vendor.requests.map((request) => request.body)).toEqual([body, { ...body, IsPublished: true }]);
    expect(vendor.requests[0]?.path).toBe('/services/data/v66.0/sobjects/CaseComment');
    await expect(run(commentOnCase, { caseId, comment: ' ' })).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('takes 4,000 bytes, however few letters they are', async () => {
    await run(commentOnCase, { caseId: id, comment: 'ä'.repeat(2_000) });
    await expect(run(commentOnCase, { caseId: id, comment: 'ä'.repeat(2_001) })).rejects.toMatchObject({
      violations: [{ pointer: '/comment', keyword: 'maxLength' }],
    });
    expect(vendor.requests).toHaveLength(1);
  });
});
