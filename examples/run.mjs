// Runs every numbered example against a server of its own, as CI does: node examples/run.mjs
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = import.meta.dirname;
const setUpToken = 'set-up-token-of-the-examples';

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function startProduct(dataFolder) {
  const [port, sandboxPort, examplePort] = [await freePort(), await freePort(), await freePort()];
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    ATTACHE_SANDBOX_PORT: String(sandboxPort),
    // Where the examples themselves listen.
    ATTACHE_ALLOWED_HOSTS: `localhost:${examplePort}`,
    ATTACHE_DATA_FOLDER: dataFolder,
    ATTACHE_SETUP_TOKEN: setUpToken,
    ATTACHE_LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [join(folder, '../scripts/start.mjs')], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (let tries = 0; !(await isReady(url)); tries += 1) {
    if (tries > 600 || child.exitCode !== null) throw new Error('The server did not start.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, sandboxUrl: `http://localhost:${sandboxPort}`, examplePort, child };
}

async function isReady(url) {
  return fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
}

async function makeKey(url) {
  const post = (path, body, headers) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(url).origin, ...headers },
      body: JSON.stringify(body),
    });
  const owner = { token: setUpToken, name: 'Ada Example', email: 'ada@example.com', password: 'correct horse battery' };
  const session = await post('/v1/setup', owner);
  const { permissions } = await session.clone().json();
  const cookie = session.headers.getSetCookie()[0].split(';')[0];
  const { key } = await (await post('/v1/api-keys', { name: 'Examples', permissions }, { cookie })).json();
  return key;
}

function runExample(name, env) {
  console.log(`\n## ${name}`);
  const child = spawn(process.execPath, [join(folder, name)], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const timer = setTimeout(() => child.kill(), 60_000);
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    }),
  );
}

async function main() {
  const dataFolder = await mkdtemp(join(tmpdir(), 'attache-examples-'));
  const product = await startProduct(dataFolder);
  const results = [];
  try {
    const env = {
      ...process.env,
      ATTACHE_URL: product.url,
      ATTACHE_SANDBOX_URL: product.sandboxUrl,
      ATTACHE_API_KEY: await makeKey(product.url),
      ATTACHE_EXAMPLE_PERSON: 'sandbox',
      EXAMPLE_PORT: String(product.examplePort),
    };
    const names = (await readdir(folder)).filter((name) => /^\d\d-.*\.mjs$/.test(name)).sort();
    for (const name of names) results.push({ name, isGood: await runExample(name, env) });
  } finally {
    product.child.kill('SIGTERM');
    await new Promise((resolve) => product.child.once('exit', resolve));
    await rm(dataFolder, { recursive: true, force: true });
  }
  const failed = results.filter(({ isGood }) => !isGood);
  for (const { name } of failed) console.error(`failed: ${name}`);
  console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
  process.exit(failed.length === 0 ? 0 : 1);
}

await main();
