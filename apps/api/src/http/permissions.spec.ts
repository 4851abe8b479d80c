import { Controller, Get, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, freePort, startTestServer, type TestServer } from '../../../../test/support/server.js';
import { Environment } from '../config/environment.js';
import { newId } from '../database/identifiers.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { declaredRoutes } from '../openapi.js';
import { AccessGuard } from './access.guard.js';
import { BotsOfDivisions, Caller, Callers } from './caller.js';
import type { DeclaredRoute } from './openapi/routes.js';
import { allPermissions, builtInRoles, isForSomeBots, type BuiltInRole, type Permission } from './permissions.js';
import { ProblemFilter } from './problem.filter.js';
import { createAdapter } from './server.js';

let server: TestServer;
let routes: readonly DeclaredRoute[];
let guarded: readonly DeclaredRoute[];

beforeAll(async () => {
  server = await startTestServer();
  routes = await declaredRoutes();
  guarded = routes.filter(({ access }) => access !== 'public' && access !== 'any-site');
});
afterAll(() => server.close());

/** Whoever is signed in may ask; of API keys some of these want none. */
const isOpenToAll = ({ access }: DeclaredRoute) => access === 'signed-in' || access === 'own-account';
const nameOf = ({ method, path }: DeclaredRoute) => `${method} ${path}`;

/** What a caller gets from a route about things that there are not: whether the guard lets them pass is all that it tells. */
async function ask(route: DeclaredRoute, credentials: { readonly key?: string; readonly cookie?: string }) {
  const path = route.path.replaceAll(/:\w+/g, 'none');
  const headers: Record<string, string> =
    credentials.cookie === undefined ? {} : { cookie: credentials.cookie, origin: server.url };
  if (route.path.endsWith('/events')) return askStream(path, { ...headers, ...bearer(credentials.key) });
  const answer = await call(server.url, route.method, path, { key: credentials.key ?? null, headers });
  return { status: answer.status, code: String(answer.body?.code) };
}

const bearer = (key: string | undefined): Record<string, string> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` };

/** A stream that has begun is let go: its body does not end. */
async function askStream(path: string, headers: Record<string, string>) {
  const response = await fetch(new URL(path, server.url), { headers });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const text = isStream ? '{}' : await response.text();
  if (isStream) await response.body?.cancel();
  return { status: response.status, code: String((JSON.parse(text) as { readonly code?: string }).code) };
}

/** A cookie of a member with one role; after a route that ends sessions there is another. */
async function signInAs(
  role: string,
  divisionId: string | null = null,
): Promise<(route?: DeclaredRoute) => Promise<{ readonly cookie: string }>> {
  const database = server.app.get(DataSource);
  const [memberId, grantId] = [newId('member'), newId('grant')];
  const [home] = await database.query<{ id: string; workspace_id: string }[]>(
    'SELECT id, workspace_id FROM divisions WHERE is_home',
  );
  await database.query(
    'INSERT INTO members (id, workspace_id, name, email, password_hash) VALUES ($1, $2, $3, $4, $5)',
    [memberId, home?.workspace_id, role, `${memberId}@example.com`, 'none'],
  );
  await database.query(
    'INSERT INTO grants (id, workspace_id, member_id, role, division_id) VALUES ($1, $2, $3, $4, $5)',
    [grantId, home?.workspace_id, memberId, role, divisionId],
  );
  const sessions = server.app.get(SessionsService);
  const begin = async () => ({ cookie: `attache_session=${(await sessions.start(memberId)).token}` });
  let shared = await begin();
  let isOver = false;
  return async (route) => {
    if (isOver) shared = await begin();
    isOver = route?.path.startsWith('/v1/session') === true;
    return shared;
  };
}

async function createKey(permissions: readonly Permission[], botIds?: readonly string[]): Promise<string> {
  const { body } = await server.call('POST', '/v1/api-keys', { body: { name: 'of a test', permissions, botIds } });
  return String(body.key);
}

describe('every route', () => {
  it('names what it demands', () => {
    expect(routes.filter(({ access }) => access === undefined).map(nameOf)).toEqual([]);
    const known = new Set<string>([...allPermissions, 'public', 'any-site', 'signed-in', 'own-account', 'chat']);
    expect(routes.filter(({ access }) => !known.has(String(access))).map(nameOf)).toEqual([]);
  });

  it('is one of those that are declared: nothing is registered beside the guard', () => {
    const printed = server.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const registered = registeredRoutes(printed);
    expect(registered.length).toBeGreaterThan(60);
    const declared = routes.map(nameOf);
    const exact = (names: readonly string[]) => names.filter((name) => !name.endsWith('*')).sort();
    expect(exact(registered)).toEqual(exact(declared));
    // The list draws wildcards without their way; the one more is that of the console's own files.
    const wildcards = (names: readonly string[]) => names.length - exact(names).length;
    expect(wildcards(registered)).toBe(wildcards(declared) + 1);
    expect(server.app.getHttpAdapter().getInstance().hasRoute({ method: 'GET', url: '/assets/*' })).toBe(true);
  });

  it('of the API that is public is one of these', () => {
    const open = routes.filter(({ access, path }) => access === 'public' && path.startsWith('/v1/'));
    expect(open.map(nameOf).sort()).toEqual([
      'GET /v1/sign-in-options',
      'POST /v1/invitations/accept',
      'POST /v1/invitations/lookup',
      'POST /v1/password-resets/accept',
      'POST /v1/session',
      'POST /v1/session/second-factor',
      'POST /v1/setup',
    ]);
    const wide = routes.filter(({ access }) => access === 'any-site');
    expect(wide.map(nameOf)).toEqual(['POST /v1/chat/:botId/sessions']);
  });
});

describe('a caller', () => {
  it('without credentials is let into nothing', async () => {
    for (const route of guarded) {
      expect(await ask(route, {}), nameOf(route)).toEqual({ status: 401, code: 'not-signed-in' });
    }
  });

  it.each(Object.keys(builtInRoles) as BuiltInRole[])('who is %s is let into what the role permits', async (role) => {
    const permitted: readonly string[] = builtInRoles[role].permissions;
    const session = await signInAs(role);
    for (const route of guarded) {
      const answer = await ask(route, await session(route));
      const isPermitted = isOpenToAll(route) || route.isOrOwn || permitted.includes(String(route.access));
      expect(answer.code === 'permission-missing', `${nameOf(route)}: ${JSON.stringify(answer)}`).toBe(!isPermitted);
      expect(answer.status === 401 || answer.status === 500, nameOf(route)).toBe(false);
    }
  });

  it('with a role that there is not has no permission', async () => {
    const session = await signInAs('constructor');
    for (const route of guarded.filter((each) => !isOpenToAll(each) && !each.isOrOwn)) {
      expect((await ask(route, await session(route))).code, nameOf(route)).toBe('permission-missing');
    }
  });

  it('with a role that there is not finds nothing where others find what is their own', async () => {
    const { cookie } = await (await signInAs('constructor'))();
    const own = guarded.filter(({ isOrOwn }) => isOrOwn);
    expect(own.map(nameOf)).toEqual([
      'GET /v1/authorization-requests',
      'GET /v1/authorization-requests/:id',
      'POST /v1/authorization-requests/:id/cancel',
      'POST /v1/authorization-requests/:id/verify',
      'GET /v1/authorizations',
      'GET /v1/authorizations/:authorizationId',
    ]);
    for (const route of own.filter(({ method }) => method === 'GET')) {
      const path = route.path.replaceAll(/:\w+/g, 'none');
      const { status, body } = await call(server.url, 'GET', path, { key: null, headers: { cookie } });
      expect({ status, items: body.items }, nameOf(route)).toEqual(
        path.endsWith('none') ? { status: 404, items: undefined } : { status: 200, items: [] },
      );
    }
  });

  it('with a key without permissions may only ask who it is', async () => {
    const key = await createKey([]);
    for (const route of guarded.filter((each) => !isOpenToAll(each))) {
      expect((await ask(route, { key })).code, nameOf(route)).toBe('permission-missing');
    }
    expect((await server.call('GET', '/v1/session', { key })).body).toMatchObject({ kind: 'api-key', permissions: [] });
  });

  it('with a key with one permission is let into the routes that demand it, and into no other', async () => {
    const key = await createKey(['runs:view']);
    for (const route of guarded.filter((each) => !isOpenToAll(each))) {
      const { code } = await ask(route, { key });
      expect(code === 'permission-missing', nameOf(route)).toBe(route.access !== 'runs:view');
    }
  });

  it('with a key for certain bots finds no other bot, on any route below it', async () => {
    const [mine, other] = [await createBot('mine'), await createBot('theirs')];
    const key = await createKey(allPermissions.filter(isForSomeBots), [mine]);
    const below = guarded.filter(({ path }) => path.includes(':botId'));
    expect(below.length).toBeGreaterThan(10);
    for (const route of below) {
      const path = route.path.replace(':botId', other);
      expect(await ask({ ...route, path }, { key }), nameOf(route)).toEqual({ status: 404, code: 'not-found' });
    }
  });
});

describe('a member whose role is for one division', () => {
  it.each(Object.keys(builtInRoles) as BuiltInRole[])(
    'as %s finds no bot of another division, on any route below it',
    async (role) => {
      const database = server.app.get(DataSource);
      const divisionId = newId('division');
      await database.query(
        'INSERT INTO divisions (id, workspace_id, name) SELECT $1, workspace_id, $1 FROM divisions WHERE is_home',
        [divisionId],
      );
      const other = await createBot(`of Home, hidden from ${role}`);
      const session = await signInAs(role, divisionId);
      const below = guarded.filter(({ path }) => path.includes(':botId') && !path.startsWith('/v1/chat/'));
      for (const route of below) {
        const answer = await ask({ ...route, path: route.path.replace(':botId', other) }, await session(route));
        expect(['not-found', 'permission-missing'], `${nameOf(route)}: ${JSON.stringify(answer)}`).toContain(
          answer.code,
        );
      }
      const { cookie } = await session();
      const seen = await call(server.url, 'GET', '/v1/bots', { key: null, headers: { cookie } });
      expect(seen).toMatchObject({ status: 200, body: { items: [] } });
    },
  );
});

async function createBot(name: string): Promise<string> {
  return (await server.call('POST', '/v1/bots', { body: { name } })).body.id as string;
}

/** Fastify's own list, which it draws as a tree, without the HEAD that goes with each GET. */
function registeredRoutes(printed: string): readonly string[] {
  const parents: string[] = [];
  const lines = printed.matchAll(/^([│ ├└─]*)(\S+)(?: \(([A-Z, ]+)\))?$/gm);
  return [...lines].flatMap(([, indent = '', path = '', methods = '']) => {
    parents.splice(indent.length / 4 - 1, Infinity, path);
    const served = methods.split(', ').filter((method) => method !== '' && method !== 'HEAD');
    return served.map((method) => `${method} ${parents.join('')}`);
  });
}

describe('a route that names no permission', () => {
  @Controller()
  class ForgetfulController {
    @Get('forgotten')
    show(): string {
      return 'secret';
    }
  }

  class Everybody extends Callers {
    override identify(): Caller {
      return new Caller({ kind: 'api-key', id: 'key_1', workspaceId: 'wsp_1', permissions: new Set(allPermissions) });
    }
  }

  @Module({
    controllers: [ForgetfulController],
    providers: [
      { provide: Environment, useValue: { publicUrl: 'http://localhost:3000' } },
      { provide: Callers, useClass: Everybody },
      { provide: BotsOfDivisions, useValue: { botsOf: async () => new Map() } },
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  })
  class ForgetfulModule {}

  it('answers 403 to everybody', async () => {
    const app = await NestFactory.create<NestFastifyApplication>(
      ForgetfulModule,
      createAdapter({ trustProxy: false }),
      {
        logger: false,
      },
    );
    const port = await freePort();
    await app.listen(port, '127.0.0.1');
    const answer = await call(`http://127.0.0.1:${port}`, 'GET', '/forgotten', { key: 'atk_any' });
    await app.close();
    expect(answer).toMatchObject({ status: 403, body: { code: 'route-closed' } });
  });
});
