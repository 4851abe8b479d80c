import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStale } from '../scripts/build.mjs';
import { installMissing, requireNode } from '../scripts/install.mjs';
import { connect, fillUp, forget, timeQueries } from './million.mjs';
import { median, medians } from './numbers.mjs';
import { memoryOf, start, startLoad } from './processes.mjs';
import { prepare, startProduct } from './product.mjs';
import { render } from './results.mjs';
import { leadId } from './salesforce.mjs';

/** `--quick` to see whether it runs: short rounds and few rows, and nothing is written. */
const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? 1 : 3;
const seconds = isQuick ? 1 : 3;
const many = isQuick ? 20_000 : 1_000_000;
const few = 1_000;
/** Requests until a compiler has seen enough. */
const warmUp = isQuick ? 500 : 10_000;
const readsAPass = 1_000;

const say = (line) => console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}`);
const began = performance.now();

/** Reference, product and reference again, in turns, so that all of them see the same weather. */
async function compare(load, { name, reference, product }) {
  const rows = [];
  for (const connections of [10, 100]) {
    const ask = (order) => load.ask({ ...order, connections, seconds });
    for (const server of [reference, product]) await load.ask({ ...server, connections, amount: warmUp });
    const [references, products] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      references.push(await ask(reference));
      products.push(await ask(product));
      references.push(await ask(reference));
    }
    const [held, own] = [medians(references), medians(products)];
    rows.push({ name, connections, reference: held, product: own, ratio: own.perSecond / held.perSecond });
    say(`${name} at ${connections}: ${Math.round(own.perSecond)} of ${Math.round(held.perSecond)} a second`);
  }
  return rows;
}

async function measureTokenReads(load, { product, prepared }) {
  const url = product.url + prepared.tokenPath;
  const answer = await (await fetch(url, { method: 'POST', headers: prepared.headers })).text();
  const reference = await start('reference.mjs', 'token', answer);
  const held = { url: reference.url, headers: { authorization: 'Bearer reference' } };
  const rows = await compare(load, {
    name: 'token read',
    reference: held,
    product: { url, headers: prepared.headers },
  });
  await reference.stop();
  return rows;
}

async function measureRuns(load, { product, prepared, upstream }) {
  const reference = await start('reference.mjs', 'forward', upstream.url);
  const body = JSON.stringify({ input: { id: leadId } });
  const json = { 'content-type': 'application/json' };
  const held = { url: reference.url, headers: { authorization: 'Bearer reference', ...json }, body };
  const own = {
    url: `${product.url}${prepared.runPath}/get-lead/runs`,
    headers: { ...prepared.headers, ...json },
    body,
  };
  const rows = await compare(load, { name: 'run of a read', reference: held, product: own });
  await reference.stop();
  const lead = JSON.stringify({ input: { lastName: 'Hopper', company: 'Example Navy' } });
  const write = { ...own, url: `${product.url}${prepared.runPath}/create-lead/runs`, body: lead, seconds };
  for (const connections of [10, 100]) {
    rows.push({ name: 'run of a write', connections, product: await load.ask({ ...write, connections }) });
  }
  return rows;
}

/** Reads tokens that are not in memory, out of so many. */
async function readCold(load, { product, prepared, client, ids }) {
  const passes = [];
  for (let pass = 0; pass < 5; pass += 1) {
    const offset = (pass * readsAPass) % ids.length;
    const chosen = ids.slice(offset, offset + readsAPass).sort(() => Math.random() - 0.5);
    await forget(client, chosen);
    const paths = chosen.map((id) => `/v1/authorizations/${id}/token`);
    passes.push(await load.ask({ url: product.url, headers: prepared.headers, paths, connections: 10 }));
  }
  return medians(passes);
}

async function measureSizes(load, { product, prepared, upstream, dataFolder }) {
  const { client, close } = await connect(dataFolder);
  const { rows } = await client.query('SELECT action_id AS id FROM authorizations WHERE id = $1', [
    prepared.authorizationId,
  ]);
  const sizes = [];
  for (const [from, to] of [
    [1, few],
    [few + 1, many],
  ]) {
    const ids = await fillUp(client, { from, to, modelId: prepared.authorizationId, upstream: upstream.url });
    say(`${to} authorizations are stored`);
    const reads = await readCold(load, { product, prepared, client, ids });
    const queries = await timeQueries(client, { actionId: rows[0].id, count: to });
    sizes.push({ count: to, ...reads, ...queries });
  }
  await close();
  return sizes;
}

async function measureStarts({ dataFolder, upstream }) {
  const coldStarts = [];
  const warmStarts = [];
  for (let round = 0; round < rounds; round += 1) {
    const folder = join(dataFolder, `start-${round}`);
    const options = { dataFolder: folder, upstream: upstream.url };
    for (const times of [coldStarts, warmStarts]) {
      const product = await startProduct(options);
      times.push(product.readyMs);
      await product.stop();
    }
  }
  return { coldMs: median(coldStarts), warmMs: median(warmStarts) };
}

async function measure(dataFolder) {
  const upstream = await start('upstream.mjs');
  const load = await startLoad();
  const starts = await measureStarts({ dataFolder, upstream });
  say(`started in ${Math.round(starts.coldMs)} ms on a new folder, in ${Math.round(starts.warmMs)} ms on an old one`);
  const folder = join(dataFolder, 'main');
  const product = await startProduct({ dataFolder: folder, upstream: upstream.url });
  try {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const atRest = memoryOf(product.pid, folder);
    const prepared = await prepare(product, upstream.url);
    const context = { product, prepared, upstream, dataFolder: folder };
    const rows = [...(await measureTokenReads(load, context)), ...(await measureRuns(load, context))];
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const afterLoad = memoryOf(product.pid, folder);
    const sizes = await measureSizes(load, context);
    return { starts, memory: { atRest, afterLoad }, rows, sizes, seconds: (performance.now() - began) / 1_000 };
  } finally {
    await product.stop();
    await Promise.all([load.stop(), upstream.stop()]);
  }
}

requireNode();
if (!(await installMissing()) || !(await buildStale())) process.exit(1);
const dataFolder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
try {
  const text = render(await measure(dataFolder));
  console.log(`\n${text}`);
  if (!isQuick) writeFileSync(new URL('RESULTS.md', import.meta.url), text);
} finally {
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
}
