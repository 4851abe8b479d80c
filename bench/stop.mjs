import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStale } from '../scripts/build.mjs';
import { installMissing, requireNode } from '../scripts/install.mjs';
import { connect, fillUp, idOf, sealAll } from './million.mjs';
import { end, start } from './processes.mjs';
import { prepare, startProduct } from './product.mjs';
import { salesforcePaths } from './salesforce.mjs';

/** `--quick` to see whether it runs: few rows, and nothing is written. */
const isQuick = process.argv.includes('--quick');
const few = isQuick ? 20 : 100;
const many = isQuick ? 200 : 10_000;
const began = performance.now();
const say = (line) => console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}`);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the upstream was asked to revoke since it started. */
const revokedAt = async (upstream) => (await fetch(`${upstream}/revoked`)).json();

/** So many end users have authorized. */
async function authorize(prepared, { dataFolder, upstream, from, to }) {
  const { client, close } = await connect(dataFolder);
  const { rows } = await client.query(
    `SELECT id FROM authorizations WHERE state = 'active' AND bot_id IS NOT NULL LIMIT 1`,
  );
  await fillUp(client, { from, to, modelId: rows[0].id, upstream });
  const ids = Array.from({ length: to - from + 1 }, (_, index) => idOf(from + index));
  await sealAll(client, ids, upstream);
  await close();
}

/** Stops the profile; answers how long the answer took, and when a token was first refused. */
async function stop({ ask, authProfileId, headers }, { url, tokenId }) {
  const path = `/v1/auth-profiles/${authProfileId}/revocation`;
  const token = () => fetch(`${url}/v1/authorizations/${tokenId}/token`, { method: 'POST', headers });
  await token();
  const at = performance.now();
  const { total } = await ask('POST', path);
  const answerMs = performance.now() - at;
  while ((await token()).ok) await sleep(1);
  return { total, answerMs, refusedMs: performance.now() - at };
}

async function untilPendingIs(prepared, { url, most }) {
  for (;;) {
    const answer = await fetch(`${url}/v1/auth-profiles/${prepared.authProfileId}/revocation`, {
      headers: prepared.headers,
    });
    const { progress } = await answer.json();
    if (progress.pending <= most) return progress;
    await sleep(250);
  }
}

async function measure(dataFolder) {
  const upstream = await start('upstream.mjs');
  const options = { dataFolder, upstream: upstream.url };
  let product = await startProduct(options);
  try {
    const prepared = await prepare(product, upstream.url, upstream.url + salesforcePaths.revoke);
    await authorize(prepared, { dataFolder, upstream: upstream.url, from: 1, to: few });
    const small = await stop(prepared, { url: product.url, tokenId: idOf(1) });
    say(`${small.total} stopped in ${small.answerMs.toFixed(0)} ms`);
    await untilPendingIs(prepared, { url: product.url, most: 0 });
    const profile = `/v1/auth-profiles/${prepared.authProfileId}`;
    await prepared.ask('POST', `${profile}/resume`);
    await prepared.ask('POST', prepared.runPath.replace('/operations', '/authorize'), {});
    await authorize(prepared, { dataFolder, upstream: upstream.url, from: few + 1, to: few + many });
    say(`${many} more have authorized`);
    const before = await revokedAt(upstream.url);
    const large = await stop(prepared, { url: product.url, tokenId: idOf(few + 1) });
    const at = performance.now();
    say(`${large.total} stopped in ${large.answerMs.toFixed(0)} ms`);
    await untilPendingIs(prepared, { url: product.url, most: large.total / 2 });
    await end(product.child, 'SIGKILL');
    say(`killed after ${(await revokedAt(upstream.url)).count - before.count} requests`);
    product = await startProduct(options);
    const progress = await untilPendingIs(prepared, { url: product.url, most: 0 });
    const seconds = (performance.now() - at) / 1_000;
    const { count, mostInASecond } = await revokedAt(upstream.url);
    return { small, large, progress, seconds, mostInASecond, requests: count - before.count };
  } finally {
    await product.stop();
    await upstream.stop();
  }
}

function render({ small, large, progress, seconds, mostInASecond, requests }) {
  const ms = (value) => `${Math.round(value)} ms`;
  return `# What an emergency stop costs

Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.versions.node} by \`node bench/stop.mjs\`: one process with its embedded database, a revocation
endpoint on the same machine, and a SIGKILL when half of the larger stop was done.

| authorizations                           | ${small.total} | ${large.total} | ratio |
| ---------------------------------------- | --- | --- | --- |
| the answer (202)                         | ${ms(small.answerMs)} | ${ms(large.answerMs)} | ${(large.answerMs / small.answerMs).toFixed(1)} |
| a token is refused, from the request on  | ${ms(small.refusedMs)} | ${ms(large.refusedMs)} | ${(large.refusedMs / small.refusedMs).toFixed(1)} |

- All ${large.total} were ended at the provider ${Math.round(seconds)} s after the answer, the kill and the new start among them: ${progress.revoked} receipts say
  \`revoked\`, ${progress.failed} \`failed\`, with ${requests} requests for ${large.total} tokens. What the killed process had taken is asked again after a minute.
- The provider saw at most ${mostInASecond} requests in one second; a process ends 20 tokens a second at one vendor, with two
  requests for each that has a refresh token, so ${large.total} take at
  least ${Math.round(large.total / 20)} s. More replicas share the work, and multiply the pace.
- With ${Math.round(large.total / small.total)} times as many authorizations the answer took ${(large.answerMs / small.answerMs).toFixed(1)} times as long. Compare ratios, not milliseconds.
`;
}

requireNode();
if (!(await installMissing()) || !(await buildStale())) process.exit(1);
const dataFolder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
try {
  const text = render(await measure(dataFolder));
  console.log(`\n${text}`);
  if (!isQuick) writeFileSync(new URL('STOP.md', import.meta.url), text);
} finally {
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
}
