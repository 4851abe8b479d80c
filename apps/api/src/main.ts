import 'reflect-metadata';
import { EnvironmentInvalidError, readEnvironment } from './config/environment.js';
import { startServer } from './server.js';
import { createLogger } from './telemetry/logger.js';
import { redactText } from './telemetry/redaction.js';

const oneKeyPressMs = 300;

/** Starts the server, or says in one line why it cannot. */
async function main(): Promise<void> {
  const started = performance.now();
  const environment = readEnvironment();
  const logger = createLogger(environment.logLevel);
  process.on('uncaughtException', (error) => {
    logger.fatal({ context: 'main', err: error }, 'the process cannot go on');
    process.exit(1);
  });
  // Work that nobody waits for, such as a queue's that lost its database for a moment, is no reason to drop every request.
  process.on('unhandledRejection', (error) => logger.error({ context: 'main', err: error }, 'something failed unseen'));
  endAtOnceWhenAskedTwice();
  const server = await startServer({ environment, logger });
  logger.info({ context: 'main', url: server.url, startedInMs: Math.round(performance.now() - started) }, 'listening');
  if (server.setUpLink !== undefined) {
    process.stdout.write(`\n  Set up Attaché (this link works once):  ${server.setUpLink}\n\n`);
  }
}

/** The first signal ends the process in good order; whoever sends another is in a hurry. What was acknowledged stays. */
function endAtOnceWhenAskedTwice(): void {
  let askedAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal and the shell behind it may both pass the same key press on.
      if (askedAt !== undefined && performance.now() - askedAt > oneKeyPressMs) process.exit(1);
      askedAt ??= performance.now();
    });
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const isExpected = error instanceof EnvironmentInvalidError || (typeof code === 'string' && !code.startsWith('ERR_'));
  const text = isExpected ? message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${redactText(text ?? '')}\n`);
  process.exit(1);
});
