import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { validateInput, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorHandler, type VendorReply } from '#connectors/testing';
import { jira } from './jira.connector.js';
import { addComment } from './operations/add-comment.operation.js';
import { createIssue } from './operations/create-issue.operation.js';
import { deleteIssue } from './operations/delete-issue.operation.js';
import { getIssue } from './operations/get-issue.operation.js';
import { listIssues } from './operations/list-issues.operation.js';
import { searchIssues } from './operations/search-issues.operation.js';
import { transitionIssue } from './operations/transition-issue.operation.js';
import { updateIssue } from './operations/update-issue.operation.js';

const cloudId = '1324a887-45db-1bf4-1e99-ef0ff456d421';
const siteUrl = 'https://acme.atlassian.net';
const url = `${siteUrl}/browse/DEMO-1`;
const record = { id: '10001', key: 'DEMO-1', fields: { summary: 'Chairs', created: '2026-11-22T10:00:00.000+0100' } };
const refused = (...errorMessages: string[]) => ({ errorMessages, errors: {} });

let vendor: Vendor;
let context: OperationContext;
let reply: VendorHandler = () => undefined;
const answers = (answer: VendorReply) => void (reply = () => answer);

beforeEach(async () => {
  vendor = await startVendor((request, response) => reply(request, response));
  context = contextOf({ cloudId });
});
afterEach(() => vendor.close());

function contextOf(parameters: Record<string, string>) {
  return operationContext({
    connector: { ...jira, baseUrl: () => vendor.origin },
    vendor,
    grant: { parameters, extras: {}, scopes: [] },
    account: { id: 'a', name: 'Ann', details: { siteUrl } },
  });
}

describe('the ways to authorize', () => {
  const grant = (parameters: Record<string, string>) => ({ parameters, extras: {}, scopes: [] });

  it('lead to the gateway with OAuth, and to the site itself with an API token', () => {
    expect(jira.baseUrl(grant({ cloudId }))).toBe('https://api.atlassian.com');
    expect(jira.baseUrl(grant({ site: 'acme' }))).toBe('https://acme.atlassian.net');
  });

  it('call the site without the gateway’s prefix when there is no cloud id', async () => {
    answers({ json: record });
    await getIssue.run(contextOf({ site: 'acme' }), { key: 'DEMO-1' });
    expect(vendor.requests[0]?.path).toBe('/rest/api/3/issue/DEMO-1');
  });

  it.each(['evil.test/', 'acme.evil', 'acme@evil', 'acme:8', '', '-a', 'A'])(
    'take no site %j, so that a token goes nowhere else',
    (site) => {
      const pattern = jira.credentials?.[0]?.parameters[0]?.pattern ?? '';
      expect(new RegExp(`^(?:${pattern})$`, 'u').test(site)).toBe(false);
    },
  );
});

describe('the sites to choose from', () => {
  const site = (id: string, name: string, scopes = ['read:jira-work']) => ({
    ...{ id, name, url: `https://${name.toLowerCase()}.atlassian.net`, scopes, avatarUrl: '' },
  });

  it('are those with Jira, each once', async () => {
    answers({ json: [site('1', 'Acme'), site('1', 'Acme', ['write:jira-work']), site('2', 'Wiki', ['read:page'])] });
    expect(await jira.choice?.options(contextOf({}))).toEqual([{ value: '1', title: 'Acme (acme.atlassian.net)' }]);
    expect(vendor.requests[0]?.path).toBe('/oauth/token/accessible-resources');
  });

  it('may be none, which is explained', async () => {
    answers({ json: [] });
    await expect(jira.choice?.options(contextOf({}))).rejects.toMatchObject({ code: 'account-not-usable' });
  });

  it('are never a path', async () => {
    answers({ json: [site('../../x', 'Acme')] });
    await expect(jira.choice?.options(contextOf({}))).rejects.toMatchObject({ code: 'vendor-answer-invalid' });
  });
});

describe('whoami', () => {
  const user = { accountId: '5b1', displayName: 'Ann', emailAddress: 'ann@acme.test', active: true };
  const asks = (changes: object, baseUrl = `${siteUrl}/`) =>
    void (reply = ({ path }) => ({ json: path.endsWith('/myself') ? { ...user, ...changes } : { baseUrl } }));

  it('tells the user and the site', async () => {
    asks({ timeZone: 'Europe/Berlin' });
    expect(await jira.whoami(context)).toEqual({
      ...{ id: '5b1', name: 'Ann', email: 'ann@acme.test', organisation: 'acme.atlassian.net' },
      details: { siteUrl, timeZone: 'Europe/Berlin', isActive: true },
    });
  });

  it('refuses a user who is deactivated, and a site that nobody could open', async () => {
    asks({ active: false });
    const account = await jira.whoami(context);
    await expect(jira.verify(context, account)).rejects.toMatchObject({ code: 'account-not-usable' });
    asks({}, 'javascript:alert(1)');
    await expect(jira.whoami(context)).rejects.toMatchObject({ code: 'vendor-answer-invalid' });
  });
});

describe('create-issue', () => {
  const input = { projectKey: 'demo', issueType: 'Task', summary: 'Chairs' };

  it('creates the issue and reads it back', async () => {
    answers({ status: 201, json: record });
    expect(await createIssue.run(context, input)).toEqual({
      ...{ id: '10001', key: 'DEMO-1', url, summary: 'Chairs', labels: [], createdAt: '2026-11-22T09:00:00.000Z' },
    });
    expect(vendor.requests).toMatchObject([
      {
        method: 'POST',
        path: `/ex/jira/${cloudId}/rest/api/3/issue`,
        body: { fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'Chairs' } },
      },
      { method: 'GET', path: `/ex/jira/${cloudId}/rest/api/3/issue/DEMO-1` },
    ]);
  });

  it('has created it even when it cannot be read back', async () => {
    reply = ({ method }) => (method === 'POST' ? { status: 201, json: record } : { status: 500 });
    expect(await createIssue.run(context, input)).toEqual({
      ...{ id: '10001', key: 'DEMO-1', url, summary: 'Chairs', labels: [] },
    });
  });

  it('tells what Jira refuses, and which fields', async () => {
    answers({ status: 400, json: { errorMessages: [], errors: { project: 'Specify a valid project.' } } });
    await expect(createIssue.run(context, input)).rejects.toMatchObject({
      ...{ code: 'vendor-rejected-input', vendorMessage: 'Specify a valid project.', fields: ['project'] },
    });
  });

  it('looks for the issue it may have made: by the same user, since then, with the same summary', async () => {
    const since = new Date('2026-11-22T08:59:00Z');
    answers({ json: { issues: [record, { ...record, key: 'DEMO-2', fields: { summary: 'Desks' } }] } });
    expect(await createIssue.reconcile?.(context, input, since)).toMatchObject({ key: 'DEMO-1' });
    expect(vendor.requests[0]?.body).toMatchObject({
      jql: 'project = "demo" AND creator = currentUser() AND created >= "2026-11-21" ORDER BY created DESC',
    });
    answers({ json: { issues: [record, { ...record, key: 'DEMO-2' }] } });
    expect(await createIssue.reconcile?.(context, input, since)).toBeUndefined();
    expect(await createIssue.reconcile?.(context, input, new Date('2026-11-22T09:01:00Z'))).toBeUndefined();
  });

  it.each([
    [{ ...input, summary: 'two\nlines' }, '/summary'],
    [{ ...input, summary: 'x'.repeat(256) }, '/summary'],
    [{ ...input, projectKey: '../x' }, '/projectKey'],
    [{ ...input, labels: ['two words'] }, '/labels/0'],
    [{ ...input, dueDate: '2026-02-30' }, '/dueDate'],
  ])('refuses %j', (bad, pointer) => {
    expect(() => validateInput(createIssue, bad)).toThrow(
      expect.objectContaining({ violations: [expect.objectContaining({ pointer })] }),
    );
  });
});

describe('lists and searches', () => {
  it('page by the token that Jira gives', async () => {
    answers({ json: { issues: [record], nextPageToken: 'CAE=', isLast: false } });
    expect(await listIssues.run(context, { limit: 1 })).toMatchObject({ hasMore: true, nextCursor: 'CAE=' });
    answers({ json: { issues: [], nextPageToken: 'CAE=', isLast: true } });
    expect(await listIssues.run(context, { limit: 1, cursor: 'CAE=' })).toEqual({ issues: [], hasMore: false });
    expect(vendor.requests[1]?.body).toMatchObject({ maxResults: 1, nextPageToken: 'CAE=' });
  });

  it('bind values', async () => {
    answers({ json: { issues: [], isLast: true } });
    await searchIssues.run(context, { jql: 'summary ~ :w', parameters: { w: '" OR 1=1' } });
    expect(vendor.requests[0]?.body).toMatchObject({ jql: 'summary ~ "\\" OR 1=1"' });
  });
});

describe('changes', () => {
  it('send the given fields and no others', async () => {
    answers({ json: record });
    expect(await updateIssue.run(context, { key: 'demo-1', addLabel: 'a' })).toEqual({
      id: '10001',
      key: 'DEMO-1',
      url,
    });
    expect(vendor.requests[0]?.body).toEqual({ update: { labels: [{ add: 'a' }] } });
    expect(() => validateInput(updateIssue, { key: 'DEMO-1' })).toThrow(/must NOT have fewer than 2/);
  });

  it('move along the transition that leads to the status, or say where an issue can go', async () => {
    const transitions = [
      { id: '11', name: 'Done', to: { name: 'Closed' } },
      { id: '21', name: 'Finish', to: { name: 'Done' } },
    ];
    reply = ({ method }) => (method === 'GET' ? { json: { transitions } } : { status: 204 });
    expect(await transitionIssue.run(context, { key: 'DEMO-1', status: 'done' })).toEqual({
      ...{ key: 'DEMO-1', url, status: 'Done' },
    });
    expect(vendor.requests[1]?.body).toEqual({ transition: { id: '21' } });
    await expect(transitionIssue.run(context, { key: 'DEMO-1', status: 'Paused' })).rejects.toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining('must be one of Closed, Done'),
    });
  });

  it('link to the comment that was made', async () => {
    answers({ status: 201, json: { id: '7' } });
    expect(await addComment.run(context, { key: 'DEMO-1', comment: 'Hi' })).toMatchObject({
      url: `${url}?focusedCommentId=7`,
    });
  });

  it('delete once, and know afterwards whether the issue is gone', async () => {
    answers({ status: 404, json: refused('Issue does not exist or you do not have permission to see it.') });
    await expect(deleteIssue.run(context, { key: 'DEMO-1' })).rejects.toMatchObject({ code: 'record-not-found' });
    expect(await deleteIssue.reconcile?.(context, { key: 'DEMO-1' }, new Date())).toEqual({ key: 'DEMO-1' });
    answers({ json: record });
    expect(await deleteIssue.reconcile?.(context, { key: 'DEMO-1' }, new Date())).toBeUndefined();
  });
});

describe('errors', () => {
  it.each([
    [401, { code: 401, message: 'Unauthorized' }, 'vendor-unauthorized'],
    [401, { code: 401, message: 'Unauthorized; scope does not match' }, 'vendor-forbidden'],
    [403, refused('You do not have permission.'), 'vendor-forbidden'],
    [400, refused('Unbounded JQL queries are not allowed here.'), 'vendor-rejected-input'],
    [429, { message: 'Rate limit exceeded.' }, 'vendor-rate-limited'],
    [503, [], 'vendor-unavailable'],
    [404, { errorMessages: [5], errors: null }, 'record-not-found'],
  ])('%i %j is %s', async (status, json, code) => {
    answers({ status, json });
    await expect(context.http.post('/x', { json: {} })).rejects.toMatchObject({ code });
  });

  describe('for too many calls', () => {
    const soon = new Date(Date.now() + 30_000).toISOString();
    const refusal = { 'retry-after': '12', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon };
    const left = (status: number, headers: Record<string, string>) => jira.readRateLimit?.({ status, headers });

    it.each(['jira-quota-global-based', 'jira-quota-tenant-based', ''])('stop all others when %j says so', (reason) => {
      expect(left(429, { ...refusal, 'ratelimit-reason': reason })?.resetsInSeconds).toBeGreaterThan(20);
      expect(left(429, { 'retry-after': '12', 'ratelimit-reason': reason })).toMatchObject({ resetsInSeconds: 12 });
    });

    it.each(['jira-burst-based', 'jira-per-issue-on-write'])('stop no others when %j says so', (reason) => {
      expect(left(429, { ...refusal, 'ratelimit-reason': reason })).toBeUndefined();
    });

    it('are foreseen by the fields that tell what remains of the hour', () => {
      expect(left(200, { ratelimit: '"tenant-app-quota";r=0;t=50' })).toEqual({ remaining: 0, resetsInSeconds: 50 });
      expect(left(200, { ratelimit: '"tenant-app-quota";t=50', 'x-ratelimit-remaining': '349' })).toBeUndefined();
    });
  });
});

it.each(jira.templates.map((template) => [template.name, template.graph] as const))(
  'the dialog engine finds no fault in the template %s',
  (_name, graph) => {
    const operations = (operationId: string) => {
      const input = jira.operations.find(({ id }) => id === operationId)?.input;
      return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
    };
    expect(checkGraph(graph, { operations })).toEqual([]);
  },
);
