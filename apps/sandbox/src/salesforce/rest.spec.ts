import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.js';
import { HttpBrowser } from '../testing.js';
import { parseRecordId, recordId } from './record-ids.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The shapes are what these specs are about.
  readonly body: never;
}

const started = new Date('2030-05-17T10:20:30.456Z');

let sandbox: Sandbox;
let root: string;
let token: string;

beforeAll(async () => {
  sandbox = await createSandbox({ now: () => started });
  root = `${sandbox.url}/salesforce`;
  token = await passwordToken('ada@sandbox.example');
});
afterAll(async () => sandbox.close());

async function passwordToken(username: string): Promise<string> {
  const { clientId, clientSecret } = sandbox.apps.salesforce.systemApp;
  const credentials = { client_id: clientId, client_secret: clientSecret, username, password: 'sandbox' };
  const body = new URLSearchParams({ grant_type: 'password', ...credentials });
  const response = await fetch(`${root}/services/oauth2/token`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function call(method: string, path: string, content?: unknown, by = token): Promise<Answer> {
  const isText = typeof content === 'string';
  const response = await fetch(`${root}/services/data/v60.0${path}`, {
    method,
    headers: {
      authorization: `Bearer ${by}`,
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: isText ? content : JSON.stringify(content),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as never };
}

async function makeLead(values: Record<string, unknown> = {}): Promise<string> {
  const { body } = await call('POST', '/sobjects/Lead', { LastName: 'Test', Company: 'Specs', ...values });
  return (body as { id: string }).id;
}

const query = (soql: string, by = token) => call('GET', `/query?q=${encodeURIComponent(soql)}`, undefined, by);

describe('records', () => {
  it('are created with what the system adds by itself', async () => {
    const { status, body, headers } = await call('POST', '/sobjects/Lead', {
      ...{ FirstName: ' Ida ', LastName: 'Quote"\'s', Company: 'Ünïcode & Co', NumberOfEmployees: 3 },
    });
    expect([status, body]).toEqual([201, { id: expect.stringMatching(/^00Q\w{15}$/), success: true, errors: [] }]);
    const { id } = body as { id: string };
    expect(headers.get('location')).toBe(`/services/data/v60.0/sobjects/Lead/${id}`);
    expect(headers.get('sforce-limit-info')).toMatch(/^api-usage=\d+\/15000$/);
    expect((await call('GET', `/sobjects/lead/${id.slice(0, 15)}`)).body).toMatchObject({
      attributes: { type: 'Lead', url: `/services/data/v60.0/sobjects/Lead/${id}` },
      ...{ Id: id, Name: 'Ida Quote"\'s', Status: 'Open - Not Contacted', IsDeleted: false, Title: null },
      ...{ CreatedDate: '2030-05-17T10:20:30.000+0000', CreatedById: expect.stringMatching(/^005/) },
    });
    expect((await call('GET', `/sobjects/Lead/${id}?fields=Id,name`)).body).toEqual({
      attributes: expect.anything(),
      ...{ Id: id, Name: 'Ida Quote"\'s' },
    });
  });

  it('change and go away, with nothing in the answer', async () => {
    const id = await makeLead();
    expect(await call('PATCH', `/sobjects/Lead/${id}`, { Title: 'CTO', Phone: '' })).toMatchObject({ status: 204 });
    expect((await call('GET', `/sobjects/Lead/${id}`)).body).toMatchObject({ Title: 'CTO', LastName: 'Test' });
    expect(await call('DELETE', `/sobjects/Lead/${id}`)).toMatchObject({ status: 204, body: undefined });
    expect(await call('GET', `/sobjects/Lead/${id}`)).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND' }],
    });
    for (const method of ['PATCH', 'DELETE']) {
      const { status, body } = await call(
        method,
        `/sobjects/Lead/${id}`,
        method === 'PATCH' ? { Title: 'x' } : undefined,
      );
      expect([status, body]).toMatchObject([404, [{ errorCode: 'ENTITY_IS_DELETED' }]]);
    }
  });

  it.each<[string, unknown, string, string[] | undefined]>([
    ['nothing at all', {}, 'REQUIRED_FIELD_MISSING', ['LastName', 'Company']],
    ['a blank required field', { LastName: ' ', Company: 'C' }, 'REQUIRED_FIELD_MISSING', ['LastName']],
    ['an emptied default', { LastName: 'L', Company: 'C', Status: null }, 'REQUIRED_FIELD_MISSING', ['Status']],
    ['a text that is too long', { LastName: 'x'.repeat(81), Company: 'C' }, 'STRING_TOO_LONG', ['LastName']],
    [
      'a value that is not in the list',
      { LastName: 'L', Company: 'C', Status: 'Sleeping' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      ['Status'],
    ],
    ['no e-mail address', { LastName: 'L', Company: 'C', Email: 'nope' }, 'INVALID_EMAIL_ADDRESS', ['Email']],
    ['a malformed owner', { LastName: 'L', Company: 'C', OwnerId: 'me' }, 'MALFORMED_ID', ['OwnerId']],
    ['a computed field', { LastName: 'L', Company: 'C', Name: 'N' }, 'INVALID_FIELD_FOR_INSERT_UPDATE', ['Name']],
    ['an unknown field', { LastName: 'L', Company: 'C', Nope: 1 }, 'INVALID_FIELD', undefined],
    ['a number for a text', { LastName: 5, Company: 'C' }, 'JSON_PARSER_ERROR', undefined],
    ['a prototype', '{"__proto__":{"x":1},"LastName":"L","Company":"C"}', 'INVALID_FIELD', undefined],
    ['an array', '[]', 'JSON_PARSER_ERROR', undefined],
    ['broken JSON', '{', 'JSON_PARSER_ERROR', undefined],
    ['an empty body', '', 'JSON_PARSER_ERROR', undefined],
  ])('are refused with %s', async (_what, content, errorCode, fields) => {
    const { status, body } = await call('POST', '/sobjects/Lead', content);
    expect([status, body]).toMatchObject([400, [{ errorCode, message: expect.any(String) }]]);
    expect((body as [{ fields?: string[] }])[0].fields).toEqual(fields);
  });

  it.each([
    ['2030-02-30', 400],
    ['30.09.2030', 400],
    ['2030-09-30', 201],
  ])('take the date %s with status %i', async (CloseDate, status) => {
    const answer = await call('POST', '/sobjects/Opportunity', { Name: 'Deal', StageName: 'Closed Won', CloseDate });
    expect(answer.status).toBe(status);
  });

  it('take money of 18 digits, and comments of 4,000 bytes', async () => {
    const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2030-09-30' };
    const big = await call('POST', '/sobjects/Opportunity', { ...deal, Amount: 1e16 });
    expect(big).toMatchObject({ status: 400, body: [{ errorCode: 'NUMBER_OUTSIDE_VALID_RANGE', fields: ['Amount'] }] });
    expect(await call('POST', '/sobjects/Opportunity', { ...deal, Amount: 1e15 })).toMatchObject({ status: 201 });
    const { body } = await call('POST', '/sobjects/Case', { Subject: 'Broken' });
    const comment = { ParentId: (body as { id: string }).id, CommentBody: 'ä'.repeat(2_000) };
    expect(await call('POST', '/sobjects/CaseComment', comment)).toMatchObject({ status: 201 });
    const long = await call('POST', '/sobjects/CaseComment', { ...comment, CommentBody: 'ä'.repeat(2_001) });
    expect(long).toMatchObject({ status: 400, body: [{ errorCode: 'STRING_TOO_LONG', fields: ['CommentBody'] }] });
  });

  it('close an opportunity by its stage', async () => {
    const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2030-09-30' };
    const { id } = (await call('POST', '/sobjects/Opportunity', deal)).body as { id: string };
    await call('PATCH', `/sobjects/Opportunity/${id}`, { StageName: 'Closed Won' });
    expect((await call('GET', `/sobjects/Opportunity/${id}`)).body).toMatchObject({ IsClosed: true, IsWon: true });
  });

  it.each([
    ['GET', 'nonsense', 400, 'MALFORMED_ID'],
    ['DELETE', '006Sb0000000001', 400, 'MALFORMED_ID'],
    ['GET', recordId('00Q', 1), 404, 'NOT_FOUND'],
    ['DELETE', recordId('00Q', 1), 404, 'NOT_FOUND'],
  ])('%s %s is answered with %i %s', async (method, id, status, errorCode) => {
    expect(await call(method, `/sobjects/Lead/${id}`)).toMatchObject({ status, body: [{ errorCode }] });
  });

  it('of another organisation do not exist', async () => {
    const [id, trial] = [await makeLead(), await passwordToken('tia@trial.example')];
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      const content = method === 'PATCH' ? { LastName: 'Mine', Company: 'Now' } : undefined;
      expect((await call(method, `/sobjects/Lead/${id}`, content, trial)).status).toBe(404);
    }
    expect((await query('SELECT COUNT() FROM Lead', trial)).body).toEqual({ totalSize: 0, done: true, records: [] });
  });

  it('of people and organisations can be read only', async () => {
    expect((await call('POST', '/sobjects/User', { LastName: 'X' })).status).toBe(400);
  });
});

describe('organisations', () => {
  const edition = 'SELECT OrganizationType, IsSandbox, TrialExpirationDate FROM Organization';

  it('tell their edition', async () => {
    expect((await query(edition)).body).toMatchObject({
      records: [{ OrganizationType: 'Developer Edition', IsSandbox: false, TrialExpirationDate: null }],
    });
    expect((await query(edition, await passwordToken('tia@trial.example'))).body).toMatchObject({
      records: [{ TrialExpirationDate: '2030-06-16T10:20:30.000+0000' }],
    });
  });

  it('turn into trials by a fault', async () => {
    sandbox.faults.salesforce.set([{ kind: 'trial-edition', times: 1 }]);
    expect((await query(edition)).body).toMatchObject({
      records: [{ TrialExpirationDate: expect.any(String), OrganizationType: 'Enterprise Edition' }],
    });
    expect((await query(edition)).body).toMatchObject({ records: [{ TrialExpirationDate: null }] });
  });
});

describe('search', () => {
  const search = (q: string) =>
    call('POST', '/parameterizedSearch', { q, fields: ['Id', 'Name'], sobjects: [{ name: 'Lead' }] });
  const names = async (q: string) =>
    ((await search(q)).body as { searchRecords: { Name: string }[] }).searchRecords.map(({ Name }) => Name);

  it.each([
    ['inkwell', ['Nora Quill']],
    ['INKWELL', ['Nora Quill']],
    ['Inkw', []],
    ['Inkw*', ['Nora Quill']],
    ['Ink?ell', ['Nora Quill']],
    ['Inkw\\*', []],
    ["O'Neil", ["Yara O'Neil"]],
    ['"Bluebird Toys"', ['Wen Zhou']],
    ['"Toys Bluebird"', []],
    ['Bluebird Quarry', []],
    ['Bluebird OR Quarry', ['Priya Stone', 'Wen Zhou']],
    ['Bluebird AND NOT Zhou', []],
    ['nora.quill@inkwell.example', ['Nora Quill']],
    ['}) OR (Name', []],
    ['"* Quill"', ['Nora Quill']],
  ])('finds whole words: %s', async (q, found) => {
    expect((await names(q)).sort()).toEqual([...found].sort());
  });

  it.each(['', 'a', '*', '" "', '*--*'])('refuses the term %j', async (q) => {
    expect(await search(q)).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_SEARCH' }] });
  });

  it('takes fields, limits and conditions from a query too', async () => {
    const q = 'q=example&sobject=Lead&Lead.fields=Id,Company&Lead.limit=2&Lead.where=';
    const path = `/parameterizedSearch?${q}${encodeURIComponent("Status = 'Working - Contacted'")}`;
    const { searchRecords } = (await call('GET', path)).body as { searchRecords: { Company: string }[] };
    expect(searchRecords.map(({ Company }) => Company).sort()).toEqual(['Greenhouse Collective', 'Northlight Energy']);
  });
});

describe('the API at large', () => {
  it('lists its versions to anybody, and nothing else', async () => {
    const list = await (await fetch(`${root}/services/data`)).json();
    expect(list).toContainEqual({ label: 'Version 60.0', url: '/services/data/v60.0', version: '60.0' });
    const response = await fetch(`${root}/services/data/v60.0/sobjects/Lead`, { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ]);
  });

  it.each(['/services/data/v12.0/query', '/services/data/v60.0/nothing', '/services/data/v60.0/sobjects/Nothing'])(
    'does not know %s',
    async (path) => {
      const response = await fetch(root + path, { headers: { authorization: `Bearer ${token}` } });
      expect([response.status, await response.json()]).toMatchObject([404, [{ errorCode: 'NOT_FOUND' }]]);
    },
  );

  it('describes its objects', async () => {
    const { fields } = (await call('GET', '/sobjects/Lead/describe')).body as { fields: { name: string }[] };
    expect(fields.find(({ name }) => name === 'Company')).toMatchObject({ length: 255, nillable: false });
  });

  it('keeps a cursor to the person who opened it', async () => {
    for (let i = 0; i < 201; i += 1) sandbox.store.salesforce.create('Lead', { LastName: `P${i}`, Company: 'Pages' });
    const response = await fetch(`${root}/services/data/v60.0/query?q=SELECT+Id+FROM+Lead`, {
      headers: { authorization: `Bearer ${token}`, 'sforce-query-options': 'batchSize=1' },
    });
    const page = (await response.json()) as { nextRecordsUrl: string; records: unknown[] };
    expect(page.records).toHaveLength(200);
    const next = page.nextRecordsUrl.replace('/services/data/v60.0', '');
    expect((await call('GET', next)).status).toBe(200);
    const ben = await passwordToken('ben@sandbox.example');
    expect((await call('GET', next, undefined, ben)).body).toMatchObject([{ errorCode: 'INVALID_QUERY_LOCATOR' }]);
  });

  it('shows a record on a page, whatever is written in it', async () => {
    const id = await makeLead({ LastName: '<script>alert(1)</script>' });
    const stop = await new HttpBrowser().open(`${root}/lightning/r/Lead/${id}/view`);
    expect(stop.text).toContain('&lt;script&gt;');
    expect(stop.text).not.toContain('<script>');
    await call('DELETE', `/sobjects/Lead/${id}`);
    expect(await new HttpBrowser().open(`${root}/lightning/r/Lead/${id}/view`)).toMatchObject({ status: 404 });
  });
});

it('knows ids by their checksum', () => {
  const id = recordId('00Q', 123_456_789);
  expect(id).toMatch(/^00QSb\w{13}$/);
  expect(parseRecordId(id)).toBe(id);
  expect(parseRecordId(id.slice(0, 15), '00Q')).toBe(id);
  expect(parseRecordId(id, '006')).toBeUndefined();
  expect(parseRecordId(`${id.slice(0, 17)}${id.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
  // The form that the vendor's documentation shows for this id.
  expect(parseRecordId('001D000000IqhSL')).toBe('001D000000IqhSLIAZ');
});
