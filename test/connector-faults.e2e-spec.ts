import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConnectorError, type Connector, type HttpExchange, type Operation } from '#connectors';
import { createSandbox, type Sandbox } from '../apps/sandbox/src/sandbox.js';
import { systems, type SystemId } from '../apps/sandbox/src/systems.js';
import { fits } from '../libs/connectors/src/operation-schema.js';
import { readStories } from './support/connectors/connector-story.js';
import { faultCases, type FaultCase } from './support/connectors/fault-cases.js';
import { reach, type Reach } from './support/connectors/reach.js';
import { readConnectors } from './support/connectors/registry.js';

const connectors = await readConnectors();
const stories = await readStories();
const mostFields = 10;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(async () => sandbox.close());

it('every look-alike has its connector and its story, and every story both', () => {
  const ids = Object.keys(systems).sort();
  expect(stories.map(({ connectorId }) => connectorId).sort()).toEqual(ids);
  expect(connectors.list().map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
});

describe.concurrent.each(stories)('$connectorId', (story) => {
  const connector = connectors.find(story.connectorId) as Connector;
  let at: Reach;

  beforeAll(async () => {
    at = await reach(connector, sandbox.system(story.connectorId as SystemId), story);
  });
  afterAll(async () => at?.close());

  describe.sequential.each(connector.operations.map((operation) => [operation.name, operation] as const))(
    '%s',
    (name, operation) => {
      const attempt = async (input: object): Promise<Outcome> =>
        at
          .run(operation, input, { maxAttempts: operation.effect === 'read' ? 1 : undefined })
          .then((output) => ({ output }))
          .catch((error: unknown) => ({ error }));

      it('works, and what it answers is what it says', async () => {
        expectOutput(operation, await at.run(operation, await at.input(operation)));
      });

      it('works when the token was refused once and is refreshed', async () => {
        const input = await at.input(operation);
        at.system.faults.set([{ kind: 'expired-token', times: 1 }]);
        await expect(at.run(operation, input)).rejects.toMatchObject({ code: 'vendor-unauthorized' });
        expectOutput(operation, await at.run(operation, input));
      });

      it('names every fault, tells no secret, and never writes twice', async () => {
        for (const faultCase of faultCases) {
          const input = await at.input(operation);
          const before = recordsIn(at);
          const since = new Date();
          at.system.faults.set([faultCase.fault]);
          const outcome = await attempt(input);
          at.system.faults.set([]);
          expectOutcome(operation, outcome, { ...faultCase, ...codesOf(story.codes?.[faultCase.fault.kind]) });
          expectNoSecret(at, outcome);
          expect(recordsIn(at) - before, faultCase.title).toBeLessThanOrEqual(story.recordsPerRun?.[name] ?? 1);
          await at.reconcile(operation, input, since);
        }
      });

      it('takes answers with fields that it does not know', async () => {
        const input = await at.input(operation);
        at.system.faults.set([{ kind: 'unknown-field' }]);
        const outcome = await attempt(input);
        at.system.faults.set([]);
        expect(outcome.error).toBeUndefined();
        expectOutput(operation, outcome.output);
      });

      it('answers as promised, or by a named error, when a field is missing', async () => {
        for (const field of await fieldsOf(at, operation)) {
          const input = await at.input(operation);
          at.system.faults.set([{ kind: 'missing-field', field }]);
          const outcome = await attempt(input);
          at.system.faults.set([]);
          if (outcome.error !== undefined) expect(outcome.error, `without ${field}`).toBeInstanceOf(ConnectorError);
          else expectOutput(operation, outcome.output, `without ${field}`);
        }
      });
    },
  );
});

interface Outcome {
  readonly output?: unknown;
  readonly error?: unknown;
}

const codesOf = (codes: FaultCase['read'] | undefined) => codes && { read: codes, write: codes };

function expectOutput({ id, output: schema }: Operation, output: unknown, title = ''): void {
  if (!fits(schema, output)) expect.fail(`${id} ${title} answered ${JSON.stringify(output)}`);
}

function expectOutcome(operation: Operation, outcome: Outcome, faultCase: FaultCase): void {
  const { title, mayWork, retryAfterSeconds } = faultCase;
  if (outcome.error === undefined) {
    const isFine = mayWork === 'all' || (mayWork === 'writes' && operation.effect === 'write');
    expect(isFine, `${operation.id} worked in spite of ${title}: ${JSON.stringify(outcome.output)}`).toBe(true);
    return expectOutput(operation, outcome.output, title);
  }
  if (!(outcome.error instanceof ConnectorError)) throw outcome.error;
  expect(faultCase[operation.effect], title).toContain(outcome.error.code);
  if (retryAfterSeconds !== undefined) expect(outcome.error.retryAfterSeconds ?? null, title).toBe(retryAfterSeconds);
}

/** Looks into causes too, as a log does. */
function expectNoSecret({ secrets }: Reach, outcome: Outcome): void {
  const texts: string[] = [JSON.stringify(outcome)];
  for (let { error } = outcome; error instanceof Error; error = error.cause) {
    texts.push(error.message, error.stack ?? '', JSON.stringify({ ...error }));
  }
  for (const secret of secrets) expect(texts.join('\n')).not.toContain(secret);
}

function recordsIn({ system }: Reach): number {
  return Object.values(system.store.snapshot()).flat().length;
}

/** Names of what the look-alike answers, outer ones first. */
async function fieldsOf(at: Reach, operation: Operation): Promise<readonly string[]> {
  const exchanges: HttpExchange[] = [];
  await at.run(operation, await at.input(operation), { onExchange: (exchange) => void exchanges.push(exchange) });
  const names = new Set<string>();
  let level = exchanges.flatMap(({ response }) => (response && !response.isTruncated ? [parsed(response.body)] : []));
  while (level.length > 0 && names.size < mostFields) {
    const objects = level.flatMap((value) => (Array.isArray(value) ? value.slice(0, 1) : [value]));
    const entries = objects.flatMap((value) => (typeof value === 'object' && value ? Object.entries(value) : []));
    for (const [name] of entries) names.add(name);
    level = entries.map(([, value]) => value as unknown);
  }
  return [...names].slice(0, mostFields);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
