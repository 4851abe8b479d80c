import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildStale } from './build.mjs';
import { installMissing, requireNode, root } from './install.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const STOP_AFTER_MS = 5_000;
const ASK_EVERY_MS = 100;

const { env } = process;
const port = Number(env.PORT || 3000);
const host = env.HOST || '127.0.0.1';
const sandboxPort = Number(env.ATTACHE_SANDBOX_PORT || 3100);
const sandboxHost = env.ATTACHE_SANDBOX_HOST || '127.0.0.1';
const sandboxUrl = env.ATTACHE_SANDBOX_URL || `http://localhost:${sandboxPort}`;

/** The sandbox is on unless refused, and in production only when asked for. */
const hasSandbox =
  !process.argv.includes('--no-sandbox') &&
  (env.ATTACHE_SANDBOX ? env.ATTACHE_SANDBOX === 'on' : env.NODE_ENV !== 'production');

/** Ends the process when a port is taken, with the variable that chooses another. */
async function requireFree(wanted, address, { whose, variable }) {
  // What is no port number is named by who needs it.
  if (!Number.isInteger(wanted) || wanted > 65_535) return;
  const probe = createServer();
  const error = await new Promise((resolve) => {
    probe.once('error', resolve).listen(wanted, address, () => probe.close(() => resolve(undefined)));
  });
  if (error?.code !== 'EADDRINUSE') return;
  console.error(
    `Port ${wanted}, which ${whose} needs, is in use. Is Attaché running already? ` +
      `Stop the other program, or choose another port: ${variable}=${wanted + 1} npm start`,
  );
  process.exit(1);
}

/** In a process group of its own, so that Ctrl-C reaches it through us, and in order. */
function launch(script, extra) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, script)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...extra },
    detached: process.platform !== 'win32',
  });
  const running = { child, hasEnded: false, ended: undefined };
  running.ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      running.hasEnded = true;
      resolve({ code, signal });
    });
  });
  return running;
}

async function stop({ child, ended }, signal) {
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_AFTER_MS);
  await ended;
  clearTimeout(timer);
}

/** Says what to open, once the API answers. */
async function sayWhatToOpen(api) {
  const url = env.ATTACHE_PUBLIC_URL || `http://localhost:${port}`;
  const isUp = () =>
    fetch(`http://${host}:${port}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (port && !api.hasEnded && !(await isUp())) await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  if (!port || api.hasEnded) return;
  console.log(`\n  Attaché            ${url}\n  API reference      ${url}/docs`);
  if (hasSandbox) console.log(`  Sandbox            ${sandboxUrl}`);
  console.log('  Stop with Ctrl-C.\n');
}

/** Passes signals on to the API; answers what was asked for, if anything. */
function listenToSignals(api) {
  let asked;
  const ask = (signal) => {
    // Asked twice, somebody is in a hurry: the database survives a kill.
    api.child.kill(asked ? 'SIGKILL' : signal);
    asked ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, ask);
  // npm passes signals on to a shell, which dies of them without telling us.
  const parent = process.ppid;
  const watch = env.npm_lifecycle_event && setInterval(() => process.ppid !== parent && !asked && ask('SIGTERM'), 500);
  watch?.unref?.();
  return () => asked;
}

async function prepare() {
  requireNode();
  if (!(await installMissing()) || !(await buildStale())) process.exit(1);
  await requireFree(port, host, { whose: 'the API', variable: 'PORT' });
  if (hasSandbox)
    await requireFree(sandboxPort, sandboxHost, { whose: 'the sandbox', variable: 'ATTACHE_SANDBOX_PORT' });
}

/** The sandbox takes orders from this computer only. */
function isLoopback(url) {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

/** What the API needs to know of the sandbox: the operator's registrations there, and that its host may be called. */
async function knowledgeOfSandbox() {
  if (!hasSandbox) return {};
  const { systemProfilesAt } = await import(pathToFileURL(join(root, 'dist/apps/sandbox/src/system-profiles.js')).href);
  return {
    ...(isLoopback(sandboxUrl) && { ATTACHE_SIMULATOR_URL: env.ATTACHE_SIMULATOR_URL ?? sandboxUrl }),
    ATTACHE_ALLOWED_HOSTS: [env.ATTACHE_ALLOWED_HOSTS, new URL(sandboxUrl).host].filter(Boolean).join(','),
    ...(!env.ATTACHE_SYSTEM_PROFILES &&
      !env.ATTACHE_SYSTEM_PROFILES_FILE && { ATTACHE_SYSTEM_PROFILES: JSON.stringify(systemProfilesAt(sandboxUrl)) }),
  };
}

async function main() {
  await prepare();
  const choice = { ATTACHE_SANDBOX: hasSandbox ? 'on' : 'off', ATTACHE_SANDBOX_URL: sandboxUrl };
  const api = launch('dist/apps/api/src/main.js', await knowledgeOfSandbox());
  const sandbox = hasSandbox ? launch('dist/apps/sandbox/src/main.js', choice) : undefined;
  const asked = listenToSignals(api);
  // However we end, nothing goes on behind our back.
  process.on('exit', () => [api, sandbox].forEach((running) => running?.hasEnded === false && running.child.kill()));
  void sandbox?.ended.then(({ code }) => {
    if (!asked() && !api.hasEnded) console.error(`The sandbox ended (code ${code}). Attaché goes on without it.`);
  });
  void sayWhatToOpen(api);

  const { code, signal } = await api.ended;
  if (sandbox) await stop(sandbox, 'SIGTERM');
  const isClean = code === 0 || (signal !== null && signal === asked());
  process.exit(isClean ? 0 : (code ?? 1));
}

await main();
