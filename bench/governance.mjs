import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildStale } from '../scripts/build.mjs';
import { installMissing, requireNode } from '../scripts/install.mjs';
import { connect } from './million.mjs';
import { median, medians } from './numbers.mjs';
import { start, startLoad } from './processes.mjs';
import { signUp, startProduct } from './product.mjs';

/** `--quick` to see whether it runs: nothing is written. */
const isQuick = process.argv.includes('--quick');
const events = isQuick ? 500 : 10_000;
const rounds = isQuick ? 1 : 3;
/** One is long enough. */
const webhookRounds = 1;
const seconds = isQuick ? 1 : 3;
const paths = ['/one', '/two', '/three'];
/** As many as a server sends at once to three webhooks. */
const connections = 48;
const messages = events * paths.length;

const ask = async ({ child }, order) => {
  child.send(order);
  const [answer] = await once(child, 'message');
  return answer;
};

/** Queues events about so many resources for every webhook, as the outbox does; all of it can be sent from the moment it commits. */
async function queue(client, { body, resources }) {
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO webhook_lanes (webhook_id, resource)
     SELECT webhooks.id, 'act_' || n FROM webhooks, generate_series(0, $1::integer - 1) AS n`,
    [resources],
  );
  await client.query(
    `INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, resource, payload, status, created_at)
     SELECT 'del_' || webhooks.id || n, webhooks.id, 'evt_' || n, 'action.enabled', 'act_' || n % $1, $3, 'pending', now()
     FROM generate_series(1, $2::integer) AS n, webhooks`,
    [resources, events, body],
  );
  await client.query('COMMIT');
}

async function deliver({ client, receiver, body, resources }) {
  const { taken: before } = await ask(receiver, {});
  await queue(client, { body, resources });
  const began = performance.now();
  while ((await ask(receiver, {})).taken - before < messages) await sleep(20);
  const took = (performance.now() - began) / 1_000;
  const left = 'SELECT 1 FROM webhook_lanes LIMIT 1';
  while ((await client.query(left)).rowCount > 0) await sleep(50);
  await client.query('DELETE FROM webhook_deliveries');
  return took;
}

/** Reference, product and reference again, in turns. */
async function measureWebhooks(dataFolder) {
  const receiver = await start('receiver.mjs');
  const posts = await start('posts.mjs', receiver.url);
  const product = await startProduct({ dataFolder, upstream: receiver.url });
  const owner = await signUp(product, ['webhooks:manage']);
  const { client, close } = await connect(dataFolder);
  for (const path of paths) await owner.ask('POST', '/v1/webhooks', { url: receiver.url + path });
  const data = { actionId: 'act_01k00000000000000000000000', botId: 'bot_01k0', connectorId: 'salesforce' };
  const body = JSON.stringify({ id: 'evt_1', type: 'action.enabled', timestamp: new Date().toISOString(), data });
  const headers = {
    ...{ 'content-type': 'application/json', 'webhook-id': 'evt_1', 'webhook-timestamp': '1795392131' },
    'webhook-signature': `v1,${Buffer.alloc(32, 7).toString('base64')}`,
  };
  const rows = [];
  for (const resources of [events, events / 10]) {
    const [held, own] = [[], []];
    for (let round = 0; round < webhookRounds; round += 1) {
      held.push((await ask(posts, { messages, connections, paths, headers, body })).seconds);
      own.push(await deliver({ client, receiver, body, resources }));
      held.push((await ask(posts, { messages, connections, paths, headers, body })).seconds);
    }
    const [reference, sent] = [messages / median(held), messages / median(own)];
    rows.push({ resources, sent, reference, ratio: sent / reference });
    console.log(`${resources} resources: ${Math.round(sent)} of ${Math.round(reference)} messages a second`);
  }
  await close();
  await product.stop();
  await Promise.all([posts.stop(), receiver.stop()]);
  return rows;
}

const withoutAudit = ['--import', new URL('without-audit.mjs', import.meta.url).href];

/** A server, and the cheapest change that many can make at once. */
async function startChanging(dataFolder, nodeOptions) {
  const product = await startProduct({ dataFolder, upstream: 'http://127.0.0.1:9', nodeOptions });
  const { headers } = await signUp(product, ['webhooks:manage']);
  const order = { url: `${product.url}/v1/notice-events`, method: 'PUT', body: JSON.stringify({ kinds: [] }) };
  return { product, order: { ...order, headers: { ...headers, 'content-type': 'application/json' } } };
}

/** The same change at a server with the audit trail and at one without, in turns. */
async function measureAudit(dataFolder) {
  const load = await startLoad();
  const audited = await startChanging(join(dataFolder, 'with'), []);
  const silent = await startChanging(join(dataFolder, 'without'), withoutAudit);
  const rows = [];
  for (const at of [1, 10]) {
    const change = ({ order }) => load.ask({ ...order, connections: at, seconds });
    const [held, own] = [[], []];
    for (const server of [silent, audited]) await change(server);
    for (let round = 0; round < rounds; round += 1) {
      held.push(await change(silent));
      own.push(await change(audited));
      held.push(await change(silent));
    }
    const [product, reference] = [medians(own), medians(held)];
    rows.push({ connections: at, product, reference, ratio: product.perSecond / reference.perSecond });
    console.log(`${at} connections: ${Math.round(product.perSecond)} of ${Math.round(reference.perSecond)} a second`);
  }
  await Promise.all([audited.product.stop(), silent.product.stop(), load.stop()]);
  return rows;
}

const whole = (number) => Math.round(number).toLocaleString('en');
const percent = (part) => `${Math.round(part * 100)} %`;
const ms = (number) => `${number.toFixed(1)} ms`;

function render({ webhooks, audit }) {
  const told = webhooks.map(({ resources, sent, reference, ratio }) =>
    [whole(events), whole(resources), whole(sent), whole(reference), `**${percent(ratio)}**`].join(' | '),
  );
  const kept = audit.map(({ connections: at, product, reference, ratio }) =>
    [
      ...[at, whole(product.perSecond), ms(product.p50), ms(product.p99)],
      ...[whole(reference.perSecond), ms(reference.p50), ms(reference.p99), `**${percent(ratio)}**`],
    ].join(' | '),
  );
  return `# What governance costs

Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.versions.node} by \`node bench/governance.mjs\`, everything on one machine: compare ratios.

## Webhooks

| events | about resources | messages/s | undici alone: messages/s | ratio |
| --- | --- | --- | --- | --- |
${told.map((row) => `| ${row} |`).join('\n')}

- Each event goes to three webhooks, whose receiver is one process that answers 204. From the moment at which all events are there until the last message has arrived.
- The reference posts as many bodies of the same size to the same receiver with undici, ${connections} at a time: no database, no signature, no order, nothing kept.
- Of each message the server writes that it was sent, before it sends the next about the same resource.

## The audit trail

| connections | changes/s | p50 | p99 | without the trail: changes/s | p50 | p99 | ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${kept.map((row) => `| ${row} |`).join('\n')}

- \`PUT /v1/notice-events\`, held against the same server in which nothing is recorded. An answer waits until its entry is written; entries are chained and sealed behind it, in batches.
- That change writes nothing when nothing differs, so that the reference waits for no disk: what is left is what an entry costs by itself, one durable insert and its seal. A change that writes waits for the disk anyway.
`;
}

requireNode();
if (!(await installMissing()) || !(await buildStale())) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
try {
  const webhooks = await measureWebhooks(join(folder, 'webhooks'));
  const text = render({ webhooks, audit: await measureAudit(join(folder, 'audit')) });
  console.log(`\n${text}`);
  if (!isQuick) writeFileSync(new URL('GOVERNANCE.md', import.meta.url), text);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
