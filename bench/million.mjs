import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createVault, unwrapDataKey } from '#auth-profiles';
import { root } from '../scripts/install.mjs';
import { masterKeys } from './product.mjs';
import { median } from './numbers.mjs';

const load = (path) => import(pathToFileURL(join(root, 'dist/apps/api/src', path)).href);

const tokenSet = (instanceUrl) =>
  JSON.stringify({
    accessToken: `00D5e000000AbCd!${'AQ4AQFx7'.repeat(11)}1760000000000`,
    refreshToken: '5Aep861'.repeat(12),
    tokenType: 'Bearer',
    scopes: ['api'],
    issuedAt: new Date().toISOString(),
    extras: { instance_url: instanceUrl, id: `${instanceUrl}/id/00D5e000000AbCdEAK/0055e000000AbCdAAK` },
  });

/** What is read at random, out of however many there are: those whose token set can be opened. */
const readable = 5_000;
/** The id of one of the rows that fill the table up. */
export const idOf = (number) => `aut_01k${String(number).padStart(23, '0')}`;

/** Connects to the database of a running server. */
export async function connect(dataFolder) {
  const { startEmbeddedPostgres } = await load('database/embedded/embedded-postgres.js');
  const { connectClient } = await load('database/connection.js');
  const quiet = { log: () => undefined, warn: () => undefined };
  const server = await startEmbeddedPostgres({ dataFolder, logger: quiet });
  const client = await connectClient(server.connection);
  return { client, close: () => client.end().then(() => server.stop()) };
}

/** Fills the table up to so many rows, each of an end user of its own, like the one that is there. */
export async function fillUp(client, { from, to, modelId, upstream }) {
  await client.query(
    `INSERT INTO authorizations (id, workspace_id, bot_id, action_id, connector_id, auth_profile_id, registration_version,
       subject_kind, end_user_id, state, token_set_sealed, account, scopes, parameters, extras, expires_at, is_refreshable,
       last_used_at, last_refreshed_at, next_refresh_at, activated_at, created_at, updated_at)
     SELECT 'aut_01k' || lpad(n::text, 23, '0'), workspace_id, bot_id, action_id, connector_id, auth_profile_id,
       registration_version, 'end-user', 'usr_01k' || lpad(n::text, 23, '0'), 'active', token_set_sealed, account, scopes,
       parameters, extras, now() + interval '2 hours', true, now() - random() * interval '30 days', now(),
       now() + interval '1 hour' + random() * interval '30 days', now(), now(), now()
     FROM authorizations, generate_series($2::integer, $3::integer) AS n WHERE id = $1`,
    [modelId, from, to],
  );
  const step = Math.max(1, Math.floor(to / readable));
  const numbers = Array.from({ length: Math.min(readable, to) }, (_, index) => (index + 1) * step).filter(
    (number) => number <= to,
  );
  const ids = numbers.map(idOf);
  await sealAll(client, ids, upstream);
  await client.query('VACUUM (ANALYZE) authorizations');
  return ids;
}

/** A sealed token set opens in its own row only. */
export async function sealAll(client, ids, upstream) {
  const { readMasterKeys } = await load('encryption/master/master-keys.js');
  const { ring } = await readMasterKeys({ masterKeys, dataFolder: '' });
  const { rows } = await client.query('SELECT id, wrapped_key AS wrapped FROM data_keys ORDER BY id');
  const newest = rows.at(-1);
  const key = await unwrapDataKey(createVault(ring), newest.id, newest.wrapped);
  const vault = createVault({ currentKeyId: newest.id, get: () => key });
  const text = tokenSet(upstream);
  const sealed = await Promise.all(
    ids.map((id) => vault.seal(text, { row: `authorizations/${id}`, purpose: 'token_set_sealed' })),
  );
  await client.query(
    `UPDATE authorizations SET token_set_sealed = made.sealed
     FROM unnest($1::text[], $2::text[]) AS made (id, sealed) WHERE authorizations.id = made.id`,
    [ids, sealed],
  );
}

/** Tells the server that these have changed, so that it reads them anew. */
export async function forget(client, ids) {
  await client.query(`SELECT pg_notify('attache', 'authorizations' || chr(10) || id) FROM unnest($1::text[]) AS id`, [
    ids,
  ]);
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Milliseconds of the query that finds a subject's authorization, and of the one that finds what is due. */
export async function timeQueries(client, { actionId, count }) {
  const lookUps = [];
  for (let index = 0; index < 1_000; index += 1) {
    const endUserId = `usr_01k${String(1 + Math.floor(Math.random() * count)).padStart(23, '0')}`;
    lookUps.push(await time(client, { name: 'subject', text: subjectQuery, values: [actionId, endUserId] }));
  }
  const due = [];
  await client.query(
    `UPDATE authorizations SET next_refresh_at = now() - interval '1 minute'
     WHERE id IN (SELECT id FROM authorizations WHERE next_refresh_at IS NOT NULL ORDER BY id LIMIT 200)`,
  );
  for (let index = 0; index < 50; index += 1)
    due.push(await time(client, { name: 'due', text: dueQuery, values: [100] }));
  return { lookUpMs: median(lookUps), dueMs: median(due) };
}

const subjectQuery = `SELECT id FROM authorizations
  WHERE action_id = $1 AND coalesce(end_user_id, '') = $2 AND state = 'active'`;
const dueQuery = `SELECT id, fence FROM authorizations WHERE state = 'active' AND next_refresh_at <= now()
  ORDER BY next_refresh_at LIMIT $1 FOR UPDATE SKIP LOCKED`;

async function time(client, query) {
  const began = performance.now();
  const { rowCount } = await client.query(query);
  if (rowCount === 0) throw new Error(`the query '${query.name}' found nothing`);
  return performance.now() - began;
}
