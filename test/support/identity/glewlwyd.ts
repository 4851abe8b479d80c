import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import { freePort } from '../server.js';
import { end, type IdentityPerson, type IdentityProvider } from './identity-provider.js';

const program = '/usr/bin/glewlwyd';
const tables = '/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3';
const pages = '/usr/share/glewlwyd/webapp';
const client = { clientId: 'attache', clientSecret: 'secret-of-attache' };
const scopes = ['openid', 'profile', 'email'];

/** Why there is no glewlwyd here; undefined where there is. */
export function whyNoGlewlwyd(): string | undefined {
  if ([program, tables, pages].every((path) => existsSync(path))) return undefined;
  return 'the packages glewlwyd and dbconfig-sqlite3 of Debian are not installed';
}

/** glewlwyd, an OpenID provider in C, from Debian's package: its own database, its own process, set up by its own API. */
export async function startGlewlwyd(
  redirectUri: string,
  people: Readonly<Record<string, IdentityPerson>>,
): Promise<IdentityProvider> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-glewlwyd-'));
  const origin = `http://localhost:${await freePort()}`;
  await layOut(folder, origin);
  const child = spawn(program, [`--config-file=${join(folder, 'glewlwyd.conf')}`], { stdio: 'ignore' });
  const api = await signInAsAdministrator(origin);
  await setUp(api, origin, redirectUri);
  for (const [login, person] of Object.entries(people)) await api('POST', '/user/', userOf(login, person));
  return {
    ...{ name: 'glewlwyd', issuer: `${origin}/api/oidc`, ...client, scopes },
    async change(login, person) {
      await api('PUT', `/user/${login}`, userOf(login, person));
    },
    async logIn(page, login) {
      await page.locator('#username').fill(login);
      await page.locator('#password').fill(passwordOf(login));
      await page.locator('#loginbut').click();
      const grant = page.getByRole('button', { name: 'Grant access' });
      const goOn = page.getByRole('button', { name: 'Continue' });
      await grant.or(goOn).first().waitFor();
      if (await grant.isVisible()) {
        const granted = page.waitForResponse((answer) => answer.url().includes('/auth/grant/'));
        await grant.click();
        await granted;
        await page.waitForLoadState('networkidle');
      }
      await goOn.click();
    },
    async close() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Configuration, pages and an empty database, in a folder of the test's own. */
async function layOut(folder: string, origin: string): Promise<void> {
  await cp(pages, join(folder, 'pages'), { recursive: true, dereference: true });
  await rm(join(folder, 'pages/config.json'), { recursive: true, force: true });
  const config = { GlewlwydUrl: `${origin}/`, LoginUrl: `${origin}/login.html`, lang: ['en'], asyncWaitLimit: 5000 };
  await writeFile(join(folder, 'pages/config.json'), JSON.stringify(config));
  const database = join(folder, 'glewlwyd.db');
  const made = spawnSync('sqlite3', [database], { input: readFileSync(tables) });
  if (made.status !== 0) throw new Error(`the database of glewlwyd could not be made: ${made.stderr}`);
  const modules = ['user', 'client', 'plugin'].map((kind) => `${kind}_module_path="/usr/lib/glewlwyd/${kind}"`);
  const text = `
port=${new URL(origin).port}
bind_address="127.0.0.1"
external_url="${origin}"
login_url="/login.html"
api_prefix="api"
log_mode="file"
log_level="ERROR"
log_file="${join(folder, 'log')}"
cookie_secure=0
session_expiration=3600
session_key="GLEWLWYD2_SESSION_ID"
admin_scope="g_admin"
profile_scope="g_profile"
${modules.join('\n')}
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
hash_algorithm="SHA512"
static_files_path="${join(folder, 'pages')}/"
static_files_mime_types=(
  { extension=".html"; mime_type="text/html"; },
  { extension=".css"; mime_type="text/css"; },
  { extension=".js"; mime_type="application/javascript"; },
  { extension=".json"; mime_type="application/json"; }
)
database = { type="sqlite3"; path="${database}"; };
`;
  await writeFile(join(folder, 'glewlwyd.conf'), text);
}

type AdministratorApi = (method: string, path: string, body: object) => Promise<void>;

async function signInAsAdministrator(origin: string): Promise<AdministratorApi> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username: 'admin', password: 'password' });
  const answer = await eventually(async () => {
    const tried = await fetch(`${origin}/api/auth/`, { method: 'POST', headers, body }).catch(() => undefined);
    return tried?.ok === true ? tried : undefined;
  }, 'glewlwyd to answer');
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (method, path, body) => {
    const done = await fetch(`${origin}/api${path}`, {
      method,
      headers: { ...headers, cookie },
      body: JSON.stringify(body),
    });
    if (!done.ok) throw new Error(`glewlwyd refuses ${method} ${path}: ${done.status} ${await done.text()}`);
  };
}

async function setUp(api: AdministratorApi, origin: string, redirectUri: string): Promise<void> {
  const own = { read: true, write: true };
  await api('PUT', '/mod/user/database', {
    ...{ module: 'database', name: 'database', display_name: 'Users', order_rank: 0, readonly: false, enabled: true },
    parameters: {
      'use-glewlwyd-connection': true,
      'data-format': { groups: { multiple: true, ...own }, email_verified: { multiple: false, ...own } },
    },
  });
  await api('PUT', '/mod/user/database/reset', {});
  for (const name of ['profile', 'email']) {
    await api('POST', '/scope/', { ...{ name, display_name: name, description: name }, password_required: true });
  }
  await api('POST', '/mod/plugin/', {
    ...{ module: 'oidc', name: 'oidc', display_name: 'OpenID Connect', enabled: true },
    parameters: pluginOf(`${origin}/api/oidc`),
  });
  await api('POST', '/client/', {
    ...{ client_id: client.clientId, name: 'Attaché', confidential: true, enabled: true, scope: [] },
    ...{ client_secret: client.clientSecret, password: client.clientSecret, redirect_uri: [redirectUri] },
    ...{ authorization_type: ['code'], token_endpoint_auth_method: ['client_secret_basic'] },
  });
}

function pluginOf(iss: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const verified = { type: 'boolean', 'boolean-value-true': '1', 'boolean-value-false': '0' };
  return {
    ...{ iss, 'jwt-type': 'rsa', 'jwt-key-size': '256', key: privateKey, cert: publicKey, 'jwks-show': true },
    ...{ 'access-token-duration': 3600, 'refresh-token-duration': 3600, 'code-duration': 600 },
    ...{ 'auth-type-code-enabled': true, 'auth-type-refresh-enabled': true, 'refresh-token-rolling': true },
    ...{ 'pkce-allowed': true, 'pkce-method-plain-allowed': false, 'subject-type': 'public', 'allowed-scope': scopes },
    ...{ 'name-claim': 'mandatory', 'name-claim-scope': [], 'email-claim': 'mandatory', 'email-claim-scope': [] },
    ...{ 'scope-claim': 'no', 'address-claim': { type: 'no' }, scope: [], 'additional-parameters': [] },
    claims: [
      { name: 'groups', 'user-property': 'groups', type: 'string', mandatory: true, scope: [] },
      { name: 'email_verified', 'user-property': 'email_verified', ...verified, mandatory: true, scope: [] },
    ],
  };
}

function userOf(login: string, { name, email, email_verified, groups }: IdentityPerson) {
  return {
    ...{ username: login, password: passwordOf(login), name, email, enabled: true, scope: [...scopes, 'g_profile'] },
    ...{ groups, email_verified: email_verified ? '1' : '0' },
  };
}

const passwordOf = (login: string) => `password-of-${login}`;
