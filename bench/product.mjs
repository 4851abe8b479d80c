import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../scripts/install.mjs';
import { salesforcePaths } from './salesforce.mjs';
import { end } from './processes.mjs';

const setUpToken = 'set-up-token-of-the-bench';

/** One master key for all starts. */
export const masterKeys = [`bench:${Buffer.alloc(32, 7).toString('base64')}`];

/** Starts the built server on a data folder; answers when it is ready, with how long that took. */
export async function startProduct({ dataFolder, upstream, nodeOptions = [] }) {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [...profiled(), ...nodeOptions, join(root, 'dist/apps/api/src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ATTACHE_DATA_FOLDER: dataFolder },
      ...{ ATTACHE_MASTER_KEYS: masterKeys.join(' '), ATTACHE_SETUP_TOKEN: setUpToken },
      ATTACHE_ALLOWED_HOSTS: new URL(upstream).host,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child);
  const readyMs = performance.now() - began;
  return { url, child, pid: child.pid, readyMs, publicUrl: `http://localhost:${port}`, stop: () => end(child) };
}

/** A profile of the server is written to this folder: ATTACHE_BENCH_PROFILE=profiles. */
function profiled() {
  const folder = process.env.ATTACHE_BENCH_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(url, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server did not start; it says why above');
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** An owner with a key that may do this. */
export async function signUp({ url, publicUrl }, permissions) {
  const call = caller(url);
  const owner = { name: 'Ada Example', email: 'ada@example.com', password: 'correct horse battery' };
  const session = await call('POST', '/v1/setup', { ...owner, token: setUpToken });
  const cookie = session.headers.get('set-cookie').split(';')[0];
  const made = await call('POST', '/v1/api-keys', { name: 'bench', permissions }, { cookie, origin: publicUrl });
  const headers = { authorization: `Bearer ${made.body.key}` };
  return { headers, ask: async (method, path, body) => (await call(method, path, body, headers)).body };
}

/** An owner, a key, and a bot whose Salesforce action is authorized with client credentials at the upstream, which may revoke them. */
export async function prepare(product, upstream, revocationUrl = null) {
  const { headers, ask } = await signUp(product, [
    ...['bots:view', 'bots:edit', 'actions:view', 'actions:manage', 'runs:create'],
    ...['auth-profiles:view', 'auth-profiles:manage', 'authorizations:view', 'authorizations:read-token'],
  ]);
  const bot = await ask('POST', '/v1/bots', { name: 'bench' });
  const profile = await ask('POST', '/v1/auth-profiles', {
    ...{ connectorId: 'salesforce', name: 'bench', grantType: 'client-credentials', scopes: ['api'] },
    ...{ clientId: 'bench', clientSecret: 'bench-secret', authorizationUrl: null, revocationUrl },
    tokenUrl: `${upstream}${salesforcePaths.token}`,
  });
  const action = `/v1/bots/${bot.id}/actions/salesforce`;
  await ask('PUT', action, { authorizationMode: 'pre-authorized', authProfileId: profile.id });
  await ask('POST', `${action}/authorize`, {});
  await ask('POST', `${action}/enable`);
  const { items } = await ask('GET', '/v1/authorizations');
  const tokenPath = `/v1/authorizations/${items[0].id}/token`;
  const authorizationId = items[0].id;
  return { headers, authorizationId, authProfileId: profile.id, tokenPath, runPath: `${action}/operations`, ask };
}

function caller(url) {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return { headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
}
