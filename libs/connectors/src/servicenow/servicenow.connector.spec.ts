import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { describeConnector, fillPresetUrls, validateInput, type Operation, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorHandler, type VendorReply } from '#connectors/testing';
import { encodeQuery } from './operations/encoded-query.js';
import { servicenow } from './servicenow.connector.js';

const id = '9d385017c611228701d22104cc95c371';
const account = { id: '62826bf03710200044e0bfc8bcbe5df1', name: 'Ann', details: {} };
const cell = (value: string, display_value = value) => ({ value, display_value });
const row = {
  sys_id: cell(id),
  number: cell('INC0000055'),
  short_description: cell('SAP is down'),
  description: cell(''),
  state: cell('2', 'In Progress'),
  urgency: cell('1', '1 - High'),
  impact: cell('9', 'Galaxy'),
  caller_id: cell(account.id, 'Ann Abel'),
  sys_created_on: cell('2026-07-14 00:28:27', '13.07.2026 17:28:27'),
};

let vendor: Vendor;
let context: OperationContext;
let reply: VendorHandler = () => undefined;

beforeEach(async () => {
  vendor = await startVendor((request, response) => reply(request, response));
  const grant = { parameters: { instance: 'acme' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: servicenow, vendor, grant, account });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = () => answer);
const run = async (name: string, input: object): Promise<unknown> => {
  const operation = servicenow.operations.find((known) => known.name === name) as Operation;
  return operation.run(context, validateInput(operation, input));
};
const queryOf = (index = 0) => vendor.requests[index]?.query.get('sysparm_query');
const refusal = (status: number, message: string, detail = '') =>
  answers({ status, json: { error: { message, detail }, status: 'failure' } });

describe('the preset', () => {
  it('fills the instance into every URL', () => {
    const url = (page: string) => `https://acme.service-now.com/${page}`;
    expect(fillPresetUrls(servicenow.oauth, { instance: 'acme' })).toEqual({
      authorizationUrl: url('oauth_auth.do'),
      tokenUrl: url('oauth_token.do'),
      refreshUrl: url('oauth_token.do'),
      revocationUrl: url('oauth_revoke_token.do'),
    });
    expect(servicenow.baseUrl({ parameters: { instance: 'acme' }, extras: {}, scopes: [] })).toBe(
      'https://acme.service-now.com',
    );
  });

  it.each(['evil.test/', 'a.b', 'evil.test#', 'evil.test?', '', '-a', 'a-', 'ACME', 'a\n', 'x@evil.test', 'a:8443'])(
    'takes no instance %j, so that no password goes elsewhere',
    (instance) => {
      expect(() => fillPresetUrls(servicenow.oauth, { instance })).toThrow(/does not have the expected form/);
    },
  );

  it('does not guess an instance', () => {
    expect(() => servicenow.baseUrl({ parameters: {}, extras: {}, scopes: [] })).toThrow(/which instance/);
  });
});

describe('whoami', () => {
  it('asks the instance whose token it is', async () => {
    const user = { sys_id: cell('u1'), user_name: cell('ann'), name: cell('Ann Abel'), email: cell('ann@acme.test') };
    answers({ json: { result: [{ ...user, company: cell('c1', 'ACME North America') }] } });
    expect(await servicenow.whoami(context)).toEqual({
      id: 'u1',
      name: 'Ann Abel',
      email: 'ann@acme.test',
      organisation: 'ACME North America',
      details: { instance: 'acme', username: 'ann' },
    });
    expect(queryOf()).toBe('sys_id=javascript:gs.getUserID()');
  });

  it.each([[[]], [[{ sys_id: cell('u1') }, { sys_id: cell('u2') }]]])(
    'does not take %j for whoever authorized',
    async (result) => {
      answers({ json: { result } });
      await expect(servicenow.whoami(context)).rejects.toMatchObject({ code: 'vendor-unauthorized' });
    },
  );
});

describe('incidents', () => {
  it('come back with words for codes, times with a zone, and a link', async () => {
    answers({ json: { result: row } });
    expect(await run('get-incident', { id })).toEqual({
      id,
      number: 'INC0000055',
      url: `${vendor.origin}/nav_to.do?uri=incident.do%3Fsys_id%3D${id}`,
      shortDescription: 'SAP is down',
      state: 'in-progress',
      urgency: 'high',
      impact: 'Galaxy',
      caller: 'Ann Abel',
      createdAt: '2026-07-14T00:28:27.000Z',
    });
  });

  it('are about whoever authorized, unless somebody else is named', async () => {
    reply = ({ path }) =>
      path.endsWith('sys_user')
        ? { json: { result: [{ sys_id: cell('b'.repeat(32)), user_name: cell('Beth.Anglin') }] } }
        : { json: { result: row } };
    await run('create-incident', { shortDescription: ' SAP is down ' });
    await run('create-incident', { shortDescription: 'SAP is down', caller: 'beth.anglin' });
    expect(vendor.requests[0]?.body).toEqual({ short_description: 'SAP is down', caller_id: account.id });
    expect(queryOf(1)).toBe('user_name=beth.anglin^ORemail=beth.anglin');
    expect(vendor.requests[2]?.body).toMatchObject({ caller_id: 'b'.repeat(32) });
  });

  const beth = { sys_id: cell('b'), user_name: cell('beth') };
  it.each([[[]], [[beth, { sys_id: cell('c'), email: cell('BETH') }]], [[{ ...beth, user_name: cell('bob') }]]])(
    'are assigned to nobody when the name means %j',
    async (result) => {
      answers({ json: { result } });
      await expect(run('assign-incident', { id, assignee: 'beth' })).rejects.toMatchObject({
        code: 'input-invalid',
        violations: [{ pointer: '/assignee' }],
      });
      expect(vendor.requests.map(({ method }) => method)).toEqual(['GET']);
    },
  );

  it('are found by number before they are changed, and only chosen fields are sent', async () => {
    reply = ({ method }) => ({ json: { result: method === 'GET' ? [row] : row } });
    await run('update-incident', { id: 'inc0000055', state: 'on-hold' });
    expect(queryOf()).toBe('number=INC0000055');
    expect(vendor.requests[1]).toMatchObject({
      method: 'PATCH',
      path: `/api/now/table/incident/${id}`,
      body: { state: '3' },
    });
  });

  it.each([[[]], [[{ sys_id: cell(id) }]], [[{ ...row, number: cell('INC0000056') }]]])(
    'that %j does not answer are not found, and nothing is changed',
    async (result) => {
      answers({ json: { result } });
      await expect(run('delete-incident', { id: 'INC0000055' })).rejects.toMatchObject({ code: 'record-not-found' });
      expect(vendor.requests).toHaveLength(1);
    },
  );

  it('take a comment for everybody, or a note for those who work on them', async () => {
    answers({ json: { result: row } });
    await run('comment-incident', { id, text: 'Hello' });
    await run('comment-incident', { id, text: 'Psst', isInternal: true });
    expect(vendor.requests.map(({ body }) => body)).toEqual([{ comments: 'Hello' }, { work_notes: 'Psst' }]);
  });

  it.each([
    [{ id }, 'minProperties'],
    [{ id: '../sys_user/1', state: 'new' }, 'pattern'],
    [{ id, state: '2' }, 'enum'],
    [{ id, shortDescription: 'x'.repeat(161) }, 'maxLength'],
    [{ id, sys_domain: 'x' }, 'additionalProperties'],
  ])('are not changed by %j', async (input, keyword) => {
    await expect(run('update-incident', input)).rejects.toMatchObject({ violations: [{ keyword }] });
    expect(vendor.requests).toHaveLength(0);
  });
});

describe('lists', () => {
  it('go on page by page, also over pages whose records the account may not all see', async () => {
    reply = ({ query }) => {
      const isSecond = query.get('sysparm_offset') === '2';
      return { json: { result: isSecond ? [] : [row] }, headers: { 'x-total-count': '5' } };
    };
    const pages: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = (await run('list-incidents', { limit: 2, ...(cursor && { cursor }) })) as {
        incidents: unknown[];
        nextCursor?: string;
      };
      pages.push(page.incidents.length);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(pages).toEqual([1, 0, 1]);
    expect(queryOf()).toBe('ORDERBYDESCsys_created_on^ORDERBYDESCsys_id');
  });

  it('end when an instance that does not count sends a short page', async () => {
    answers({ json: { result: [row] } });
    expect(await run('list-requests', { limit: 2 })).toMatchObject({ hasMore: false });
    expect(await run('list-requests', { limit: 1 })).toMatchObject({ hasMore: true });
  });

  it.each(['garbage', 'AAAA', Buffer.from('offset -1').toString('base64url')])('take no cursor %j', async (cursor) => {
    await expect(run('list-incidents', { cursor })).rejects.toMatchObject({ violations: [{ pointer: '/cursor' }] });
    expect(vendor.requests).toHaveLength(0);
  });

  it.each([
    ['id', id.toUpperCase(), `sys_id=${id}`],
    ['number', 'req0000001', 'number=REQ0000001'],
    ['short-description', 'a screen', 'short_descriptionLIKEa screen'],
    ['description', 'a,b=c', 'descriptionLIKEa,b=c'],
  ])('are narrowed down by %s', async (field, value, condition) => {
    answers({ json: { result: [] } });
    await run('find-requests', { field, value });
    expect(queryOf()).toBe(`${condition}^ORDERBYDESCsys_created_on^ORDERBYDESCsys_id`);
  });

  it('are never narrowed down by anything but the value itself', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/[\^ ]?(OR|NQ|ORDERBY|javascript:)[\^=a-z]*/u));
    fc.assert(
      fc.property(text, (value) => {
        let query: string;
        try {
          query = encodeQuery([{ column: 'number', operator: '=', value, pointer: '/value' }], 'ORDERBYnumber');
        } catch (error) {
          expect(error).toMatchObject({ code: 'input-invalid' });
          return;
        }
        expect(query.split('^')).toEqual([`number=${value.trim()}`, 'ORDERBYnumber']);
        expect(query).not.toMatch(/javascript:/i);
      }),
    );
  });
});

describe('after an unknown outcome', () => {
  const since = new Date('2026-07-14T00:28:29Z');
  const reconcile = async (name: string, input: object): Promise<unknown> => {
    const operation = servicenow.operations.find((known) => known.name === name) as Operation;
    return operation.reconcile?.(context, validateInput(operation, input), since);
  };

  it('the incident that was made is found by its opener, its time and its values', async () => {
    const mine = { ...row, opened_by: cell(account.id) };
    const others = [{ ...mine, sys_created_on: cell('2026-07-13 00:00:00') }, { ...mine, opened_by: cell(id) }, row];
    answers({ json: { result: [mine, ...others] } });
    expect(await reconcile('create-incident', { shortDescription: 'SAP is down' })).toMatchObject({ id });
    expect(await reconcile('create-incident', { shortDescription: 'SAP is up' })).toBeUndefined();
    expect(queryOf()).toMatch(`opened_by=${account.id}^`);
    answers({ json: { result: [mine, mine] } });
    expect(await reconcile('create-incident', { shortDescription: 'SAP is down' })).toBeUndefined();
  });

  it('a change is found in the record, and a deletion by its absence', async () => {
    answers({ json: { result: row } });
    expect(await reconcile('update-incident', { id, state: 'in-progress' })).toMatchObject({ id });
    expect(await reconcile('update-incident', { id, state: 'closed' })).toBeUndefined();
    expect(await reconcile('delete-incident', { id })).toBeUndefined();
    refusal(404, 'No Record found');
    expect(await reconcile('delete-incident', { id })).toEqual({ id });
    refusal(403, 'No');
    await expect(reconcile('delete-incident', { id })).rejects.toMatchObject({ code: 'vendor-forbidden' });
  });
});

describe('errors', () => {
  it.each([
    [401, 'User Not Authenticated', 'Required to provide Auth information', 'vendor-unauthorized'],
    [404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval", 'record-not-found'],
    [403, 'Operation Failed', 'ACL Exception Insufficient rights to delete record', 'vendor-forbidden'],
    [403, 'Operation Failed', 'Data Policy Exception: mandatory: Close notes', 'vendor-rejected-input'],
    [429, 'Rate limit exceeded', 'Rate limit of 10 requests per hour exceeded', 'vendor-rate-limited'],
    [500, 'Something', 'went wrong', 'vendor-unavailable'],
  ])('%i %s (%s) is %s', async (status, message, detail, code) => {
    refusal(status, message, detail);
    await expect(run('delete-incident', { id })).rejects.toMatchObject({
      code,
      vendorMessage: `${message}: ${detail}`,
    });
  });

  it('a query that took too long is no result, although its status is 200', async () => {
    const error = { message: 'Transaction cancelled: maximum execution time exceeded' };
    answers({ json: { result: [row], error, status: 'failure' } });
    await expect(run('list-incidents', {})).rejects.toMatchObject({ code: 'vendor-timeout' });
  });

  it.each([{ json: [] }, { json: { error: 5 } }, { text: '<html>asleep</html>' }, { text: '' }])(
    'a body of %j leaves the verdict to the status',
    async (body) => {
      reply = () => ({ status: 403, ...body });
      await expect(run('get-incident', { id })).rejects.toMatchObject({
        code: 'vendor-forbidden',
        vendorMessage: undefined,
      });
    },
  );

  it('a page of HTML is no record', async () => {
    answers({ text: '<html>asleep</html>' });
    await expect(run('get-incident', { id })).rejects.toMatchObject({ code: 'vendor-answer-invalid' });
  });
});

describe('the table of contents', () => {
  it('is plain JSON for the catalogue', () => {
    expect(JSON.parse(JSON.stringify(describeConnector(servicenow)))).toMatchObject({ id: 'servicenow' });
  });

  it('has templates in which the dialog engine finds no fault', () => {
    const operations = (operationId: string) => {
      const input = servicenow.operations.find((known) => known.id === operationId)?.input;
      return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
    };
    for (const { name, graph } of servicenow.templates) expect(checkGraph(graph, { operations }), name).toEqual([]);
  });
});
