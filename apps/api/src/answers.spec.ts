import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SalesforceAction } from '../../../test/support/actions.js';
import { startTestServer, type ApiAnswer, type ApiRequest, type TestServer } from '../../../test/support/server.js';

type Schema = Record<string, unknown>;
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Record<string, Schema>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Response>>;
}
interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

const root = 'https://attache.test/openapi.json';
const document = JSON.parse(readFileSync(new URL('../../../openapi.json', import.meta.url), 'utf8')) as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
// What is not documented must not be answered either.
for (const [name, schema] of Object.entries(document.components.schemas)) {
  if (schema.properties !== undefined && schema.additionalProperties === undefined && name !== 'Problem')
    schema.additionalProperties = false;
}
ajv.addSchema({ $id: root, components: document.components });

let server: TestServer;
const answered = new Set<string>();

/** Asks the server, and holds the answer against the document. */
async function ask(method: string, path: string, request?: ApiRequest): Promise<ApiAnswer> {
  const answer = await server.call(method, path, request);
  const [place = ''] = path.split('?');
  const operation = operationOf(method, place);
  const response = documented(operation?.responses[answer.status]);
  expect(response, `${method} ${path} answers ${answer.status}, which is not documented: ${answer.text}`).toBeDefined();
  const [content] = Object.values(response?.content ?? {});
  if (content === undefined) expect(answer.text).toBe('');
  else expect(faultsOf(content.schema, answer.body), `${method} ${path}`).toEqual([]);
  answered.add(operation?.operationId ?? '');
  return answer;
}

/** The response that is meant, also where it is a component. */
function documented(response: Response | undefined): Response | undefined {
  const name = response?.$ref?.split('/').at(-1);
  return name === undefined ? response : document.components.responses[name];
}

function faultsOf(schema: Schema, body: unknown): readonly string[] {
  const check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${root}#/`)) as Schema);
  if (check(body)) return [];
  return (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function operationOf(method: string, path: string): Operation | undefined {
  const found = Object.entries(document.paths)
    .filter(([template]) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .sort(([one], [other]) => one.split('{').length - other.split('{').length)
    .find(([, operations]) => operations[method.toLowerCase()] !== undefined);
  return found?.[1][method.toLowerCase()];
}

beforeAll(async () => {
  server = await startTestServer({
    variables: {
      ATTACHE_SYSTEM_PROFILES: JSON.stringify([{ connectorId: 'salesforce', clientId: 'c', clientSecret: 's' }]),
    },
  });
});
afterAll(() => server.close());

describe('answers are as openapi.json says', () => {
  it('about who is calling, and keys', async () => {
    await ask('GET', '/v1/session');
    await ask('POST', '/v1/session', {
      key: null,
      body: { email: server.owner.email, password: server.owner.password },
    });
    await ask('POST', '/v1/session', { key: null, body: { email: 'x@example.com', password: 'x' } });
    await ask('POST', '/v1/setup', {
      key: null,
      body: { token: 'x'.repeat(20), name: 'x', email: 'x@example.com', password: 'x'.repeat(12) },
    });
    const made = await ask('POST', '/v1/api-keys', { body: { name: 'k', permissions: ['bots:view'] } });
    await ask('POST', '/v1/api-keys', { body: { name: 'k', permissions: ['none'] } });
    await ask('GET', '/v1/api-keys');
    await ask('DELETE', `/v1/api-keys/${made.body.id}`);
    await ask('GET', '/v1/api-keys', { key: 'atk_wrong' });
    const headers = { cookie: server.cookie, origin: server.url };
    await ask('DELETE', '/v1/session', { key: null, headers });
  });

  it('about bots', async () => {
    const { body: bot } = await ask('POST', '/v1/bots', { body: { name: 'shown', description: 'a bot' } });
    await ask('POST', '/v1/bots', { body: { name: 'shown' } });
    await ask('POST', '/v1/bots', { body: { name: 5 } });
    await ask('GET', '/v1/bots?limit=1');
    await ask('GET', `/v1/bots/${bot.id}`);
    await ask('GET', `/v1/bots/${bot.id}/checklist`);
    await ask('PATCH', `/v1/bots/${bot.id}`, { body: { description: 'other' } });
    await ask('PATCH', `/v1/bots/${bot.id}`, { body: { description: 'other', version: 1 } });
    await ask('DELETE', `/v1/bots/${bot.id}`);
    await ask('DELETE', `/v1/bots/${bot.id}`);
  });

  it('about the catalogue and auth profiles', async () => {
    await ask('GET', '/v1/connectors');
    await ask('GET', '/v1/connectors/salesforce');
    await ask('GET', '/v1/connectors/none');
    await ask('GET', '/v1/auth-profiles/roles');
    const { body: reserved } = await ask('POST', '/v1/auth-profiles/reservations');
    const body = { id: reserved.id, connectorId: 'salesforce', name: 'Own', clientId: 'c', clientSecret: 's' };
    await ask('POST', '/v1/auth-profiles/check', { body: { connectorId: 'salesforce', name: 'Own', clientId: 'c' } });
    const { body: profile } = await ask('POST', '/v1/auth-profiles', { body });
    await ask('POST', '/v1/auth-profiles', { body: { ...body, id: undefined } });
    await ask('GET', '/v1/auth-profiles');
    await ask('GET', '/v1/auth-profile-presets');
    await ask('GET', `/v1/auth-profiles/${profile.id}/usage`);
    await ask('GET', `/v1/auth-profiles/${profile.id}`);
    await ask('PATCH', `/v1/auth-profiles/${profile.id}`, { body: { name: 'Renamed', version: profile.version } });
    await ask('PATCH', '/v1/auth-profiles/system-salesforce', { body: { name: 'Renamed' } });
    await ask('POST', `/v1/auth-profiles/${profile.id}/test`, { body: {} });
    await ask('DELETE', `/v1/auth-profiles/${profile.id}`);
  });

  it('about actions, authorization requests, authorizations and runs', async () => {
    const action = await SalesforceAction.forEndUsers(server);
    const bot = `/v1/bots/${action.botId}`;
    await ask('GET', `${bot}/actions`);
    await ask('GET', action.path);
    await ask('GET', `${action.path}/deletion`);
    await ask('GET', `${action.path}/operations/create-lead`);
    await ask('GET', `${action.path}/operations/none`);
    await ask('PUT', action.path, { body: { authorizationMode: 'end-user' } });
    await ask('POST', `${action.path}/enable`);
    await ask('POST', `${action.path}/authorize`, { body: {} });
    const link = await ask('POST', `${action.path}/authorization-links`, { body: { endUser: { id: 'u1' } } });
    const request = `/v1/authorization-requests/${link.body.id}`;
    await ask('GET', request);
    await ask('GET', `/v1/authorization-requests?botId=${action.botId}&status=pending`);
    await ask('GET', '/v1/authorization-requests?status=none');
    await ask('POST', `${request}/verify`, { body: { code: '123456' } });
    await ask('POST', `${request}/confirm`, { body: { endUserId: 'u1' } });
    await ask('POST', `${request}/cancel`);
    const run = `${action.path}/operations/create-lead/runs`;
    await ask('POST', run, { body: { endUserId: 'u1', input: { lastName: 'Hopper', company: 'Example' } } });
    await ask('POST', run, { body: { endUserId: 'u1', input: { company: 5 } } });
    await ask('POST', run, { body: { input: { lastName: 'Hopper', company: 'Example' } } });
    await ask('POST', `${run}?trace=true`, { body: { endUserId: 'u1', input: { lastName: 'Hopper', company: 'x' } } });
    await ask('POST', `${action.path}/operations/none/runs`, { body: { input: {} } });
    const { body: runs } = await ask('GET', `${bot}/runs`);
    await ask('GET', `${bot}/runs/${runs.items[0].id}`);
    await ask('GET', '/v1/authorizations');
    await ask('GET', '/v1/authorizations/none');
    await ask('POST', '/v1/authorizations/none/token');
    await ask('GET', `${bot}/simulator`);
    await ask('PUT', `${bot}/simulator`, { body: { outcome: 'denied' } });
    await ask('POST', `${action.path}/disable`);
    await ask('DELETE', action.path);
  });

  it('about tokens of profiles and members, and emergency stops', async () => {
    const member = { key: null, headers: { cookie: server.cookie, origin: server.url } };
    const path = '/v1/auth-profiles/system-salesforce';
    await ask('GET', '/v1/connections', member);
    await ask('GET', '/v1/connections');
    await ask('GET', '/v1/connections/system-salesforce', member);
    await ask('POST', '/v1/connections/system-salesforce/authorize', { ...member, body: {} });
    await ask('DELETE', '/v1/connections/system-salesforce', member);
    await ask('POST', `${path}/authorize`, { body: {} });
    await ask('GET', `${path}/authorization`);
    await ask('DELETE', `${path}/authorization`);
    await ask('POST', `${path}/revocation`);
    await ask('GET', `${path}/revocation`);
    await ask('GET', `${path}/revocation/receipts`);
    await ask('POST', `${path}/authorize`, { body: {} });
    await ask('POST', `${path}/resume`);
  });

  it('about dialogs and conversations', async () => {
    const action = await SalesforceAction.forEndUsers(server);
    const bot = `/v1/bots/${action.botId}`;
    const { body: templates } = await ask('GET', `${action.path}/templates`);
    const { body: task } = await ask('POST', `${action.path}/templates/${templates.items[0].name}/install`, {
      body: {},
    });
    await ask('POST', `${action.path}/templates/${templates.items[0].name}/install`, { body: {} });
    await ask('GET', `${bot}/dialog-tasks`);
    await ask('GET', `${bot}/dialog-tasks/${task.id}`);
    await ask('PUT', `${bot}/dialog-tasks/${task.id}`, {
      body: { name: 'Other', graph: task.graph, version: task.version },
    });
    await ask('POST', `${bot}/dialog-tasks`, { body: { name: 'Copy', graph: task.graph } });
    await ask('POST', `${bot}/dialog-tasks`, { body: { name: 'Empty', graph: {} } });
    const nodes = task.graph.nodes.slice(1);
    await ask('POST', `${bot}/dialog-tasks/check`, { body: { graph: { ...task.graph, nodes } } });
    const draft = { name: 'Other', graph: { ...task.graph, nodes } };
    await ask('PUT', `${bot}/dialog-tasks/${task.id}`, { body: { ...draft, version: task.version + 1 } });
    await ask('PUT', `${bot}/dialog-tasks/${task.id}`, { body: { ...draft, version: task.version } });
    await ask('DELETE', `${bot}/dialog-tasks/${task.id}/draft`);
    await ask('GET', `${bot}/dialog-tasks/${task.id}/origin`);
    await ask('POST', `${bot}/dialog-tasks/${task.id}/upgrade`, { body: { version: task.version + 3 } });
    await ask('GET', `${bot}/templates`);
    await ask('GET', `${action.path}/templates/${templates.items[0].name}/plan`);
    const { body: conversation } = await ask('POST', `${bot}/conversations`, { body: { endUser: { id: 'u1' } } });
    const path = `/v1/conversations/${conversation.id}`;
    await ask('GET', `${bot}/conversations`);
    await ask('GET', path);
    await ask('POST', `${path}/messages?wait=1`, { body: { text: 'create a lead' } });
    await ask('GET', `${path}/messages`);
    await ask('GET', `${path}/steps`);
    await ask('PATCH', path, { body: { locale: 'de' } });
    await ask('POST', `${path}/restart`);
    const { body: people } = await ask('GET', `${bot}/end-users?search=U1`);
    await ask('GET', `${bot}/end-users/${people.items[0].id}`);
    await ask('DELETE', path);
    const { body: erasure } = await ask('DELETE', `${bot}/end-users/${people.items[0].id}`);
    await ask('GET', `${bot}/end-user-erasures`);
    await ask('GET', `${bot}/end-user-erasures/${erasure.id}`);
    await ask('DELETE', `${bot}/dialog-tasks/${task.id}`);
  });

  it('about chats', async () => {
    const { body: bot } = await ask('POST', '/v1/bots', { body: { name: 'Chatty' } });
    const settings = `/v1/bots/${bot.id}/chat`;
    const { secrets: _, pageUrl: __, scriptUrl: ___, ...body } = (await ask('GET', settings)).body;
    await ask('PUT', settings, { body: { ...body, isEnabled: true } });
    await ask('POST', `${settings}/secret`);
    await ask('GET', settings);
    const chat = `/v1/chat/${bot.id}`;
    const key = String((await ask('POST', `${chat}/sessions`, { key: null, body: {} })).body.token);
    await ask('POST', `${chat}/sessions`, { key: null, body: { userToken: 'x' } });
    await ask('GET', `${chat}/session`, { key });
    await ask('POST', `${chat}/messages`, { key, body: { text: 'hello' } });
    await ask('GET', `${chat}/messages`, { key });
    await ask('DELETE', `${chat}/session`, { key });
    await ask('GET', `${chat}/messages`, { key });
  });

  it('about webhooks and health', async () => {
    const { body: webhook } = await ask('POST', '/v1/webhooks', { body: { url: 'https://example.com/hook' } });
    await ask('POST', '/v1/webhooks', { body: { url: 'http://localhost/hook' } });
    await ask('GET', '/v1/webhooks');
    await ask('GET', '/v1/webhooks/event-types');
    await ask('GET', `/v1/webhooks/${webhook.id}`);
    await ask('PATCH', `/v1/webhooks/${webhook.id}`, { body: { description: 'Ops' } });
    await ask('PATCH', `/v1/webhooks/${webhook.id}`, { body: { description: 'Ops', version: 1 } });
    await ask('POST', `/v1/webhooks/${webhook.id}/secret`);
    await ask('DELETE', `/v1/webhooks/${webhook.id}/secret/previous`);
    await ask('GET', `/v1/webhooks/${webhook.id}/deliveries`);
    await ask('GET', `/v1/webhooks/${webhook.id}/deliveries/dlv_none`);
    await ask('POST', `/v1/webhooks/${webhook.id}/deliveries/replay`, { body: {} });
    await ask('DELETE', `/v1/webhooks/${webhook.id}`);
    await ask('GET', '/health/live');
    await ask('GET', '/health/ready');
  });

  it('about the audit trail', async () => {
    await ask('POST', '/v1/bots', { body: { name: 'Audited' } });
    const { body } = await ask('GET', '/v1/audit-entries?limit=3');
    await ask('GET', '/v1/audit-entries?limit=0');
    await ask('GET', `/v1/audit-entries/${body.items[0].id}`);
    await ask('GET', '/v1/audit-entries/aud_none');
    await ask('POST', '/v1/audit-entries/verification', { body: {} });
    await ask('GET', '/v1/audit-settings');
    await ask('PUT', '/v1/audit-settings', { body: { retentionDays: 90 } });
    await ask('PUT', '/v1/audit-settings', { body: { retentionDays: 3 } });
  });

  it('about members, roles, divisions and invitations', async () => {
    await ask('GET', '/v1/permissions');
    const { body: division } = await ask('POST', '/v1/divisions', { body: { name: 'Sales' } });
    await ask('POST', '/v1/divisions', { body: { name: 'Sales' } });
    await ask('PATCH', `/v1/divisions/${division.id}`, { body: { description: 'What sells' } });
    await ask('GET', '/v1/divisions');
    const { body: role } = await ask('POST', '/v1/roles', { body: { name: 'Watcher', permissions: ['bots:view'] } });
    await ask('POST', '/v1/roles', { body: { name: 'Blind', permissions: ['bots:edit'] } });
    await ask('GET', '/v1/roles');
    await ask('GET', `/v1/roles/${role.id}`);
    await ask('PATCH', `/v1/roles/${role.id}`, { body: { description: 'Looks on', version: role.version } });
    const grants = [{ role: role.id, divisionId: division.id }];
    const { body: invitation } = await ask('POST', '/v1/invitations', { body: { email: 'ada@example.com', grants } });
    await ask('GET', '/v1/invitations');
    const renewed = await ask('POST', `/v1/invitations/${invitation.invitation?.id ?? invitation.id}/renew`);
    const token = String(renewed.body.link ?? renewed.body.url)
      .split('#')
      .at(-1);
    await ask('POST', '/v1/invitations/lookup', { key: null, body: { token } });
    await ask('POST', '/v1/invitations/lookup', { key: null, body: { token: 'x'.repeat(43) } });
    const joined = { token, name: 'Ada Example', password: 'long enough to keep' };
    await ask('POST', '/v1/invitations/accept', { key: null, body: joined });
    await ask('POST', '/v1/invitations/accept', { key: null, body: joined });
    const { body: other } = await ask('POST', '/v1/invitations', { body: { email: 'b@example.com', grants } });
    await ask('DELETE', `/v1/invitations/${other.invitation?.id ?? other.id}`);
    const { body: members } = await ask('GET', '/v1/members?search=ada');
    const member = `/v1/members/${members.items[0].id}`;
    await ask('GET', member);
    await ask('PATCH', member, { body: { name: 'Ada B. Example' } });
    await ask('PUT', `${member}/grants`, { body: { grants } });
    await ask('PUT', `${member}/grants`, { body: { grants: [{ role: 'none', divisionId: null }] } });
    await ask('GET', `${member}/sessions`);
    await ask('DELETE', `${member}/sessions`);
    await ask('DELETE', `${member}/second-factor`);
    const reset = await ask('POST', `${member}/password-reset`);
    const resetToken = String(reset.body.link ?? reset.body.url)
      .split('#')
      .at(-1);
    const password = 'another one to keep';
    await ask('POST', '/v1/password-resets/accept', { key: null, body: { token: resetToken, password } });
    await ask('POST', '/v1/password-resets/accept', { key: null, body: { token: resetToken, password } });
    await ask('DELETE', `/v1/roles/${role.id}`);
    await ask('DELETE', member);
    await ask('DELETE', `/v1/roles/${role.id}`);
    await ask('DELETE', `/v1/divisions/${division.id}`);
  });

  it('about signing in, the workspace and its keys', async () => {
    const { email, password } = server.owner;
    const signedIn = await ask('POST', '/v1/session', { key: null, body: { email, password } });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const own = { key: null, headers: { cookie, origin: server.url } };
    await ask('GET', '/v1/sign-in-options', { key: null });
    await ask('GET', '/v1/account', own);
    await ask('PATCH', '/v1/account', { ...own, body: { name: 'Owner Example' } });
    await ask('POST', '/v1/account/password', { ...own, body: { currentPassword: 'x', newPassword: 'y'.repeat(12) } });
    await ask('POST', '/v1/account/second-factor', { ...own, body: { password } });
    await ask('POST', '/v1/account/second-factor/confirm', { ...own, body: { code: '000000' } });
    await ask('POST', '/v1/account/second-factor/remove', { ...own, body: { password, code: '000000' } });
    await ask('POST', '/v1/account/second-factor/recovery-codes', { ...own, body: { code: '000000' } });
    await ask('POST', '/v1/session/second-factor', { key: null, body: { challenge: 'x'.repeat(43), code: '000000' } });
    await ask('GET', '/v1/sessions', own);
    await ask('DELETE', '/v1/sessions/ses_none', own);
    await ask('DELETE', '/v1/sessions', own);
    const { body: workspace } = await ask('GET', '/v1/workspace');
    const { version } = workspace;
    await ask('PATCH', '/v1/workspace', { body: { version, isRegulated: true, idleTimeoutMinutes: 60 } });
    await ask('PATCH', '/v1/workspace', { body: { version, name: 'Example' } });
    await ask('GET', '/v1/single-sign-on');
    await ask('PUT', '/v1/single-sign-on', { body: { providerName: 'Example' } });
    await ask('POST', '/v1/single-sign-on/test', { body: { issuer: 'http://127.0.0.1:9' } });
    await ask('DELETE', '/v1/single-sign-on');
    await ask('POST', '/v1/session/sign-out', own);
    await ask('GET', '/v1/encryption');
    await ask('POST', '/v1/encryption/rotation');
  });

  it('about notices', async () => {
    const { email, password } = server.owner;
    const signedIn = await ask('POST', '/v1/session', { key: null, body: { email, password } });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const own = { key: null, headers: { cookie, origin: server.url } };
    await ask('GET', '/v1/notices', own);
    await ask('GET', '/v1/notices');
    await ask('GET', '/v1/notices/summary', own);
    await ask('POST', '/v1/notices/ntc_none/read', own);
    await ask('DELETE', '/v1/notices/ntc_none', own);
    await ask('POST', '/v1/notices/read-all', own);
    await ask('GET', '/v1/notice-preferences', own);
    await ask('PUT', '/v1/notice-preferences', { ...own, body: { items: [] } });
    await ask('GET', '/v1/notice-events', own);
    await ask('PUT', '/v1/notice-events', { ...own, body: { kinds: [] } });
  });

  it('on nearly every route', () => {
    const all = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    const unasked = all.filter((id) => !answered.has(id));
    expect(unasked.sort()).toEqual(
      [
        'exportAuditEntries',
        'getMetrics',
        'openContent',
        'replayWebhookDelivery',
        'revokeAuthorization',
        'sendContent',
        'settleRun',
        'streamActivity',
        'streamChat',
        'streamConversation',
        'streamDialogTask',
        'streamNotices',
        'testWebhook',
      ].sort(),
    );
  });
});
