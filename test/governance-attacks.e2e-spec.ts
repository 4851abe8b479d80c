import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { accept, createDivision, createMember, invite, withCookie, type MemberOfTest } from './support/members.js';
import { Person } from './support/person.js';
import { call, type Api } from './support/server.js';
import { expectStatus, startWorld, type World } from './support/world.js';

interface Operation {
  readonly 'x-permission': string;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
  };
}

interface PropertySchema {
  readonly $ref?: string;
  readonly items?: { readonly $ref?: string };
}

interface Documented {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, PropertySchema>> }>>;
  };
}

const document = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as Documented;

interface DocumentedRoute {
  readonly method: string;
  readonly path: string;
  readonly access: string;
  /** The fields that its body has; undefined: it takes none as JSON. */
  readonly fields?: readonly string[];
  /** Those of its fields that hold objects, or lists of objects. */
  readonly nested: Readonly<Record<string, 'object' | 'list'>>;
}

/** Whether something holds objects of a schema of ours. */
function shapeOf({ $ref, items }: PropertySchema): 'object' | 'list' | undefined {
  const name = ($ref ?? items?.$ref)?.split('/').at(-1);
  if (document.components.schemas[name ?? '']?.properties === undefined) return undefined;
  return $ref === undefined ? 'list' : 'object';
}

const routes: readonly DocumentedRoute[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, { requestBody, 'x-permission': access }]) => {
    const name = requestBody?.content['application/json']?.schema?.$ref?.split('/').at(-1);
    const properties = document.components.schemas[name ?? '']?.properties ?? {};
    const fields = name === undefined ? undefined : Object.keys(properties);
    const nested = Object.fromEntries(
      Object.entries(properties).flatMap(([field, schema]) => {
        const shape = shapeOf(schema);
        return shape === undefined ? [] : [[field, shape] as const];
      }),
    );
    return { method: method.toUpperCase(), path, access, nested, ...(fields && { fields }) };
  }),
);

let world: World;
let owner: Api;
let ownerId: string;
let sales: string;

beforeAll(async () => {
  world = await startWorld();
  owner = withCookie(world.server, world.server.cookie);
  ownerId = (await owner.call('GET', '/v1/session')).body.id;
  sales = await createDivision(owner, 'Sales');
});
afterAll(() => world.close());

const everywhere = (role: string) => [{ role, divisionId: null }];
const filled = (path: string, ids: Readonly<Record<string, string>>) =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => ids[name] ?? 'none');

/** One of everything, in `Home`. */
async function makeEverything(): Promise<Readonly<Record<string, string>>> {
  const { server } = world;
  const action = await SalesforceAction.forEndUsers(server);
  const link = await action.link('u-1');
  await new Person(server.url).authorize(link.url);
  const confirm = `/v1/authorization-requests/${link.id}/confirm`;
  expectStatus(await server.call('POST', confirm, { body: { endUserId: 'u-1' } }), 200);
  await action.install('create-lead');
  const run = expectStatus(await action.createLead('Hopper', 'u-1'), 200);
  const below = `/v1/bots/${action.botId}`;
  const conversation = await server.call('POST', `${below}/conversations`, { body: { endUser: { id: 'u-1' } } });
  const first = async (path: string) => (await server.call('GET', path)).body.items[0].id as string;
  return {
    botId: action.botId,
    connectorId: 'salesforce',
    id: link.id,
    authorizationId: await first(`/v1/authorizations?botId=${action.botId}`),
    authProfileId: (await createCustomProfile(world)).id,
    conversationId: conversation.body.id,
    runId: run.body.id,
    taskId: await first(`${below}/dialog-tasks`),
    endUserId: 'u-1',
  };
}

describe('horizontally', () => {
  it('a member of one division finds nothing of another, by whatever route, method and id', async () => {
    const ids = await makeEverything();
    const member = await createMember(world.server, [{ role: 'owner', divisionId: sales }]);
    const concerned = routes.filter(({ path, access }) => {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      return names.some((name) => name in ids && name !== 'connectorId') && access.includes(':');
    });
    expect(concerned.length).toBeGreaterThan(60);
    for (const { method, path } of concerned) {
      const answer = await member.call(method, filled(path, ids));
      const place = `${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`;
      expect(answer.status, place).not.toBeLessThan(400);
      expect(answer.status, place).toBeLessThan(500);
    }
    const { server } = world;
    expect((await server.call('GET', `/v1/bots/${ids['botId']}`)).status).toBe(200);
    expect((await server.call('GET', `/v1/authorizations/${ids['authorizationId']}`)).body.state).toBe('active');
    expect((await server.call('GET', `/v1/auth-profiles/${ids['authProfileId']}`)).status).toBe(200);
  });

  it('lists show a member of one division nothing of another', async () => {
    const ids = await makeEverything();
    const member = await createMember(world.server, [{ role: 'owner', divisionId: sales }]);
    const lists = routes.filter(
      ({ method, path }) => method === 'GET' && path.startsWith('/v1/') && !path.includes('{'),
    );
    const { connectorId: _, endUserId: __, ...told } = ids;
    for (const { path } of lists.filter((route) => !route.path.endsWith('/events'))) {
      const { text } = await member.call('GET', path);
      for (const [name, id] of Object.entries(told)) expect(text, `${path} tells ${name}`).not.toContain(id);
    }
  });

  it('a member of one division configures no action with an auth profile of another', async () => {
    const { id } = await createCustomProfile(world);
    const member = await createMember(world.server, [{ role: 'designer', divisionId: sales }]);
    const { body: bot } = await member.call('POST', '/v1/bots', { body: { name: 'without a profile' } });
    const body = { authorizationMode: 'end-user', authProfileId: id };
    const answer = await member.call('PUT', `/v1/bots/${bot.id}/actions/salesforce`, { body });
    expect([403, 404], answer.text).toContain(answer.status);
  });

  it('a member of one division moves nothing into another, and makes nothing there', async () => {
    const member = await createMember(world.server, [{ role: 'designer', divisionId: sales }]);
    const home = (await owner.call('GET', '/v1/divisions')).body.items[0].id;
    const { body: bot } = await member.call('POST', '/v1/bots', { body: { name: 'of sales' } });
    expect(bot.divisionId).toBe(sales);
    for (const [method, path, body] of [
      ['PATCH', `/v1/bots/${bot.id}`, { divisionId: home }],
      ['POST', '/v1/bots', { name: 'elsewhere', divisionId: home }],
    ] as const) {
      expect((await member.call(method, path, { body })).status, path).toBe(404);
    }
  });
});

/** Everything that somebody could try in order to become more than they are. */
function climbs(member: MemberOfTest, ownRole: string): readonly (readonly [string, string, object?])[] {
  const me = `/v1/members/${member.id}`;
  const them = `/v1/members/${ownerId}`;
  const provider = { providerName: 'x', issuer: 'https://id.example.com', clientId: 'x', clientSecret: 'x' };
  const mine = { mappings: [], defaultGrants: everywhere('owner'), isJustInTime: true, isEnforced: false };
  return [
    ['PUT', `${me}/grants`, { grants: everywhere('owner') }],
    ['PUT', `${me}/grants`, { grants: [...everywhere('viewer'), { role: 'owner', divisionId: sales }] }],
    ['POST', '/v1/invitations', { email: 'accomplice@example.com', grants: everywhere('owner') }],
    [
      'POST',
      '/v1/roles',
      { name: `All ${member.id}`, permissions: ['authorizations:view', 'authorizations:read-token'] },
    ],
    ['PATCH', `/v1/roles/${ownRole}`, { permissions: ['encryption:rotate'] }],
    ['PATCH', '/v1/roles/viewer', { permissions: ['encryption:rotate'] }],
    ['DELETE', `/v1/roles/${ownRole}`],
    ['POST', `${them}/password-reset`],
    ['PATCH', them, { isDeactivated: true }],
    ['PATCH', them, { name: 'Mallory' }],
    ['PUT', `${them}/grants`, { grants: [] }],
    ['DELETE', them],
    ['DELETE', `${them}/second-factor`],
    ['DELETE', `${them}/sessions`],
    ['POST', '/v1/api-keys', { name: 'mine', permissions: ['authorizations:read-token'] }],
    ['PUT', '/v1/single-sign-on', { ...provider, ...mine }],
  ];
}

describe('vertically', () => {
  it.each(['administrator', 'designer', 'operator', 'viewer', 'members alone', 'roles alone'])(
    'who is %s becomes no more by any route',
    async (role) => {
      const permissions = role === 'members alone' ? ['members:manage'] : ['roles:manage', 'members:manage'];
      const { body: own } = await owner.call('POST', '/v1/roles', {
        body: { name: role, permissions: ['members:view', ...permissions] },
      });
      const strong = (
        await owner.call('POST', '/v1/roles', {
          body: { name: `Strong ${role}`, permissions: ['encryption:rotate'] },
        })
      ).body.id;
      const member = await createMember(world.server, everywhere(role.endsWith('alone') ? own.id : role));
      const before = (await member.call('GET', '/v1/session')).body;
      for (const [method, path, body] of climbs(member, strong)) {
        const answer = await member.call(method, path, { ...(body && { body }) });
        expect([400, 403, 404, 409], `${method} ${path}: ${answer.text}`).toContain(answer.status);
      }
      const after = (await member.call('GET', '/v1/session')).body;
      expect([after.permissions, after.roles]).toEqual([before.permissions, before.roles]);
      expect((await owner.call('GET', '/v1/session')).body).toMatchObject({ name: 'Ada Example', roles: ['owner'] });
    },
  );

  it('who manages members gives what they hold where they hold it, and nowhere else', async () => {
    const { body: role } = await owner.call('POST', '/v1/roles', {
      body: { name: 'Manager of members', permissions: ['members:view', 'members:manage'] },
    });
    const manager = await createMember(world.server, [...everywhere(role.id), { role: 'viewer', divisionId: sales }]);
    const other = await createDivision(owner, 'Other');
    const { answer: given } = await invite(world.server, [{ role: 'viewer', divisionId: sales }], manager);
    expect(given.status).toBe(201);
    for (const divisionId of [other, null]) {
      const { answer } = await invite(world.server, [{ role: 'viewer', divisionId }], manager);
      expect(answer).toMatchObject({ status: 403, body: { code: 'permission-missing', divisionId } });
    }
    expect((await invite(world.server, [{ role: 'designer', divisionId: sales }], manager)).answer.status).toBe(403);
  });

  it('an API key for certain bots manages no members, whatever it may otherwise', async () => {
    const { body: bot } = await owner.call('POST', '/v1/bots', { body: { name: 'of a key' } });
    const permissions = ['members:view', 'members:manage', 'roles:manage', 'bots:view'];
    const body = { name: 'narrow', permissions, botIds: [bot.id] };
    expect((await owner.call('POST', '/v1/api-keys', { body })).status).toBe(400);
    const { id, key } = (await owner.call('POST', '/v1/api-keys', { body: { ...body, permissions: ['bots:view'] } }))
      .body;
    await world.server.app
      .get(DataSource)
      .query('UPDATE api_keys SET permissions = $2 WHERE id = $1', [id, permissions]);
    const narrow: Api = { call: (method, path, request) => world.server.call(method, path, { key, ...request }) };
    expect((await narrow.call('GET', '/v1/members')).status).toBe(403);
    expect((await narrow.call('GET', '/v1/divisions')).body.items).toEqual([]);
    expect((await invite(world.server, everywhere('viewer'), narrow)).answer.status).toBe(403);
    expect((await narrow.call('POST', '/v1/divisions', { body: { name: 'of a key' } })).status).toBe(403);
    expect((await narrow.call('DELETE', `/v1/members/${ownerId}`)).status).toBe(403);
  });
});

describe('a body', () => {
  const planted = {
    ...{ workspaceId: 'wsp_other', role: 'owner', roles: ['owner'], grants: everywhere('owner'), isOwner: true },
    ...{ id: 'mem_other', memberId: 'mem_other', permissions: ['encryption:rotate'], createdBy: 'mem_other' },
    ...{ passwordHash: 'x', deactivatedAt: null, issuerId: 'mem_other', source: 'single-sign-on', isBuiltIn: true },
  };

  it('of any route is refused with fields that it does not have', async () => {
    const taking = routes.filter(({ fields, access }) => fields !== undefined && access !== 'chat');
    expect(taking.length).toBeGreaterThan(50);
    for (const { method, path, access, fields } of taking) {
      if (!path.startsWith('/v1/') || access === 'any-site') continue;
      const body = Object.fromEntries(Object.entries(planted).filter(([name]) => !fields?.includes(name)));
      const by = access === 'own-account' || access === 'signed-in' ? owner : world.server;
      const request = { body, ...(access === 'public' && { key: null, headers: {} }) };
      const answer = await by.call(method, filled(path, { memberId: ownerId }), request);
      expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 300)}`).toBe(400);
      const pointers = answer.body.violations.map(({ pointer }: { readonly pointer: string }) => pointer);
      expect(pointers, `${method} ${path}`).toEqual(
        expect.arrayContaining(Object.keys(body).map((name) => `/${name}`)),
      );
    }
  });
});

describe('an object inside of a body', () => {
  it('is refused with fields that it does not have, of any route', async () => {
    // Dialogs are saved with errors too: their graphs are judged by a schema of their own.
    const governed = routes.filter(({ path, access }) => access.includes(':') && !path.includes('dialog-tasks'));
    const taking = governed.filter(({ nested }) => Object.keys(nested).length > 0);
    expect(taking.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/v1/invitations', '/v1/members/{memberId}/grants', '/v1/single-sign-on']),
    );
    for (const { method, path, nested } of taking) {
      const planted = { createdBy: 'mem_other', isBuiltIn: true };
      const body = Object.entries(nested).map(([name, shape]) => [name, shape === 'list' ? [planted] : planted]);
      const answer = await world.server.call(method, filled(path, { memberId: ownerId }), {
        body: Object.fromEntries(body),
      });
      expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 300)}`).toBe(400);
      const pointers = answer.body.violations.map(({ pointer }: { readonly pointer: string }) => pointer);
      const expected = Object.entries(nested).map(([name, shape]) => (shape === 'list' ? `/${name}/0` : `/${name}`));
      expect(pointers, `${method} ${path}`).toEqual(expect.arrayContaining(expected.map((at) => `${at}/createdBy`)));
    }
  });
});

describe('another site', () => {
  it('changes nothing with the cookie of somebody who visits it, by any route', async () => {
    const member = await createMember(world.server, everywhere('owner'));
    const writing = routes.filter(({ method, path }) => method !== 'GET' && path.startsWith('/v1/'));
    for (const { method, path, access } of writing.filter((route) => route.access !== 'any-site')) {
      for (const origin of ['https://evil.example', 'null']) {
        const headers = { cookie: member.cookie, origin };
        const answer = await call(world.server.url, method, filled(path, {}), { key: null, headers });
        expect(answer, `${method} ${path} (${access})`).toMatchObject({
          status: 403,
          body: { code: 'origin-forbidden' },
        });
      }
    }
    expect((await member.call('GET', '/v1/session')).status).toBe(200);
    await owner.call('DELETE', `/v1/members/${member.id}`);
  });
});

describe('a session', () => {
  it('that somebody planted is not the one of who accepts an invitation', async () => {
    const planted = await createMember(world.server, everywhere('viewer'));
    const { token } = await invite(world.server, everywhere('designer'));
    const headers = { cookie: planted.cookie, origin: new URL(world.server.url).origin };
    const joined = await accept(world.server, token, headers);
    expect(joined.status).toBe(201);
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(cookie).not.toBe(planted.cookie);
    expect((await planted.call('GET', '/v1/session')).status).toBe(401);
    expect((await withCookie(world.server, cookie).call('GET', '/v1/session')).body.roles).toEqual(['designer']);
  });
});
