import 'reflect-metadata';
import { EnvironmentInvalidError, readEnvironment } from './config/environment.js';
import { startServer } from './server.js';
import { createLogger } from './telemetry/logger.js';

/** Starts the server, or says in one line why it cannot. */
async function main(): Promise<void> {
  const started = performance.now();
  const environment = readEnvironment();
  const logger = createLogger(environment.logLevel);
  const server = await startServer({ environment, logger });
  logger.info({ context: 'main', url: server.url, startedInMs: Math.round(performance.now() - started) }, 'listening');
  if (server.setUpLink !== undefined) {
    process.stdout.write(`\n  Set up Attaché (this link works once):  ${server.setUpLink}\n\n`);
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const isExpected = error instanceof EnvironmentInvalidError || (typeof code === 'string' && !code.startsWith('ERR_'));
  process.stderr.write(isExpected ? `${message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
