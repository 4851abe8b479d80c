import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput } from '#connectors';
import { googleSheets } from '../../../../libs/connectors/src/google-sheets/google-sheets.connector.js';
import { startSystems } from '../sandbox.js';
import { HttpBrowser } from '../testing.js';
import { googleSheetsSystem } from './google-sheets.system.js';

const world = await startSystems([googleSheetsSystem]);
const system = world.running[0]!;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
let token = '';

const contextOf = (accessToken = token) =>
  createOperationContext({
    ...{ connector: googleSheets, egress, account: { id: '1', name: 'Ada', details: {} }, timeoutMs: 20_000 },
    grant: { parameters: {}, scopes: [], extras: {}, apiUrl: system.url },
    authorize: () => ({ headers: { authorization: `Bearer ${accessToken}` } }),
  });

beforeAll(async () => {
  system.profiles('http://localhost:3000');
  const { clientId, clientSecret } = system.apps.systemApp;
  const redirect_uri = 'http://localhost:3000/oauth/callback/system-google-sheets';
  const { defaultScopes, additionalParameters } = googleSheets.oauth;
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri,
    state: 's',
    scope: defaultScopes.join(' '),
  };
  const query = new URLSearchParams({ ...asked, ...additionalParameters });
  const back = await new HttpBrowser().authorize(`${system.url}/o/oauth2/v2/auth?${query}`);
  const code = back.searchParams.get('code') ?? '';
  const client = { client_id: clientId, client_secret: clientSecret };
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, ...client });
  const answer = (await (await fetch(`${system.url}/token`, { method: 'POST', body })).json()) as Record<
    string,
    unknown
  >;
  expect(answer).toHaveProperty('refresh_token');
  token = String(answer['access_token']);
});
beforeEach(() => system.store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

const spreadsheet = 'sandbox-orders-0001';

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  const operation = googleSheets.operations.find((known) => known.name === name)!;
  return (await operation.run(contextOf(), validateInput(operation, input ?? operation.example))) as never;
}

describe('the look-alike of Google Sheets', () => {
  it.each(googleSheets.operations.map(({ name }) => name))('takes %s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('knows Ada, and nobody without a good token', async () => {
    expect(await googleSheets.whoami(contextOf())).toMatchObject({ name: 'Ada Example', email: 'ada@sandbox.example' });
    await expect(googleSheets.whoami(contextOf('wrong'))).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });

  it('keeps what is appended and changed, and shows it behind the link', async () => {
    expect(await run('append-rows', { spreadsheet, line: 'Grace <b>, , 7' })).toMatchObject({
      ...{ range: 'Orders!A5:C5', rows: 1, cells: 3 },
    });
    const gaps = { spreadsheet, range: 'A5:C6', rows: [[null, null, 7], [null]] };
    expect(await run('update-range', gaps)).toMatchObject({ rows: 1, cells: 1 });
    const found = await run('find-row', { spreadsheet, column: 'Seats', value: '7' });
    expect(found).toMatchObject({ rows: [{ row: 5, range: 'Orders!A5:C5' }], hasMore: false });
    const changed = await run('update-row', { spreadsheet, row: 5, column: 'State', value: 'paid' });
    expect(changed).toMatchObject({ range: 'Orders!D5', cells: 1 });
    expect(await run('read-range', { spreadsheet, range: 'A5:ZZ5' })).toMatchObject({
      ...{ rows: [['Grace <b>', '', '7', 'paid']], firstRow: 5 },
    });
    expect(await (await fetch(String(changed['url']))).text()).toContain('Grace &lt;b&gt; |  | 7 | paid');
  });

  it('finds sheets by any name, and ranges by A1 notation', async () => {
    const sheet = "This year's prices";
    expect(await run('find-row', { spreadsheet, sheet, value: '10' })).toMatchObject({
      rows: [
        { range: "'This year''s prices'!A3:B3", values: [{ column: 'Seats' }, { column: 'Price', value: '8 EUR' }] },
      ],
    });
    expect(await run('append-rows', { spreadsheet, sheet, rows: [[100, '5 EUR']] })).toMatchObject({ rows: 1 });
    expect(await run('read-range', { spreadsheet, range: "'Orders'" })).toMatchObject({ firstRow: 1 });
    expect(await run('read-range', { spreadsheet, range: 'Orders!B:B' })).toMatchObject({ range: 'Orders!B1:B1000' });
    expect(await run('read-range', { spreadsheet, range: 'Z900:Z1000' })).toMatchObject({ rows: [] });
  });

  it('refuses in the vendor’s words', async () => {
    await expect(run('find-row', { spreadsheet: 'unknown-spreadsheet', value: 'a' })).rejects.toMatchObject({
      code: 'record-not-found',
      vendorMessage: 'Requested entity was not found.',
    });
    await expect(run('find-row', { spreadsheet, sheet: 'Other', value: 'a' })).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      vendorMessage: "Unable to parse range: 'Other'!A:ZZZ",
    });
    await expect(run('read-range', { spreadsheet, range: 'AA1' })).rejects.toMatchObject({
      vendorMessage: expect.stringContaining('exceeds grid limits'),
    });
    await expect(run('update-range', { spreadsheet, range: 'A1:A2', line: 'a,b' })).rejects.toMatchObject({
      code: 'vendor-rejected-input',
    });
  });
});
