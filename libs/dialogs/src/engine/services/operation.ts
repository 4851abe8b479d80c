import type { JsonValue, ServiceNode } from '../../model.js';
import type { ServiceWait } from '../../state.js';
import { resolve, type KnownValues } from '../../values/known-values.js';
import { redactEchoesWithin, redactValues } from '../../values/redaction.js';
import { cleanText } from '../../values/text.js';
import type { Run, Turn } from '../turn.js';

/** The most that the results of one run may take, as JSON: each by itself, and together. */
const resultLimit = 256 * 1024;
const resultsLimit = 1024 * 1024;

/** Asks for the operation of a service node to be run, as things are known now. */
export function startOperation(turn: Turn, run: Run, node: ServiceNode): ServiceWait {
  const effectId = `e${turn.nextNumber()}`;
  const { operation, timeoutMs, id: nodeId } = node;
  const input = mapInput(node.input, turn.values(run));
  const effect = { type: 'run-operation', effectId, operation, input, timeoutMs, nodeId, taskId: run.taskId } as const;
  turn.request(effect, { ...run, nodeId }, { operation, input: shownInput(turn, run, node) });
  return { for: 'service', stage: 'running', operation, effectId, earlierEffectIds: [] };
}

/** A run whose service node is done with its sample response, where samples stand for operations and it has one. */
export function takeSample(turn: Turn, run: Run, node: ServiceNode): Run | undefined {
  const [sample] = turn.context.usesSamples ? (node.samples ?? []) : [];
  const done = sample && keepResult(run, node.id, sample.output);
  if (!done) return undefined;
  const { name } = sample;
  turn.note('sent', { sample: name, operation: node.operation, input: shownInput(turn, run, node) }, run);
  turn.note('received', { sample: name, output: shownResult(turn, done, node.id) }, run);
  return done;
}

/** The output of an operation as the trace shows it. */
export function shownResult(turn: Turn, run: Run, nodeId: string): JsonValue {
  return redactEchoesWithin(run.results[nodeId] ?? null, turn.values(run), turn.sensitive(run));
}

/** A run with the output of an operation; `undefined` when that is more than a conversation can keep. */
export function keepResult(run: Run, nodeId: string, output: JsonValue): Run | undefined {
  const result = plainJson(output);
  if (!result || result.size > resultLimit) return undefined;
  const results = { ...run.results, [nodeId]: result.value };
  if (result.size + sizeOf(run.results) > resultsLimit) return undefined;
  return { ...run, results, error: undefined };
}

/** An input as the trace shows it. */
function shownInput(turn: Turn, run: Run, { input }: ServiceNode): JsonValue {
  const values = turn.values(run);
  const sensitive = turn.sensitive(run);
  return redactEchoesWithin(mapInput(input, redactValues(values, sensitive) ?? values), values, sensitive);
}

function mapInput(input: ServiceNode['input'], values: KnownValues): { readonly [property: string]: JsonValue } {
  const known: [string, JsonValue][] = [];
  for (const [property, reference] of Object.entries(input)) {
    const value = resolve(reference, values);
    const isUnset = value === undefined || (value === null && reference.from !== 'value');
    if (!isUnset) known.push([property, value]);
  }
  return Object.fromEntries(known);
}

/** A copy that is nothing but JSON, without characters that a database refuses; `undefined` for what is too deep to copy. */
function plainJson(output: JsonValue | undefined): { readonly value: JsonValue; readonly size: number } | undefined {
  try {
    const text = JSON.stringify(output ?? null, (_key, value: unknown) =>
      typeof value === 'string' ? cleanText(value) : value,
    );
    return { value: JSON.parse(text) as JsonValue, size: text.length };
  } catch {
    return undefined;
  }
}

function sizeOf(results: Run['results']): number {
  return Object.keys(results).length === 0 ? 0 : JSON.stringify(results).length;
}
