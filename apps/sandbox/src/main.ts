import { createSandbox } from './sandbox.js';

type Environment = Readonly<Record<string, string | undefined>>;

function refuseProduction({ NODE_ENV, ATTACHE_SANDBOX }: Environment): void {
  if (NODE_ENV !== 'production' || ATTACHE_SANDBOX === 'on') return;
  throw new Error('The sandbox does not start in production. Set ATTACHE_SANDBOX=on if you really want it.');
}

function portOf(environment: Environment): number {
  const text = environment['ATTACHE_SANDBOX_PORT'] || '3100';
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`ATTACHE_SANDBOX_PORT is "${text}"; it must be a port number from 0 to 65535.`);
}

/** Starts the sandbox as a process of its own; refuses in production unless asked for. */
async function main(environment: Environment): Promise<void> {
  refuseProduction(environment);
  const port = portOf(environment);
  const sandbox = await createSandbox({
    port,
    host: environment['ATTACHE_SANDBOX_HOST'] || undefined,
    publicUrl: environment['ATTACHE_SANDBOX_URL'] || (port === 0 ? undefined : `http://localhost:${port}`),
    logger: console,
  });
  sandbox.systemProfiles(environment['ATTACHE_PUBLIC_URL'] || `http://localhost:${environment['PORT'] || 3000}`);
  console.log(`Sandbox at ${sandbox.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
}

function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The sandbox cannot start: its port is in use. Set ATTACHE_SANDBOX_PORT to another.';
  return message;
}

main(process.env).catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
