import type { JsonValue } from '../../model.js';
import type { DialogTask } from '../../protocol.js';
import { matchIntent } from '../../intents/match.js';
import type { IntentRecognizer } from '../../intents/recognizer.js';
import { everyUtterance } from '../../values/localize.js';
import { normalize } from '../../values/text.js';
import type { Turn } from '../turn.js';

/** A task that a message may ask for. */
export interface Candidate {
  readonly task: DialogTask;
  readonly score: number;
  readonly entities?: { readonly [name: string]: JsonValue };
}

const recognitionFloor = 0.6;
const recognitionMargin = 0.08;
const mostAsked = 5;

/** Compares a message with sample utterances. */
export const builtInRecognizer: IntentRecognizer = {
  recognize: (utterance, { tasks }) => {
    const match = matchIntent(utterance, tasks);
    if (match.kind === 'one') return [{ taskId: match.task.id, score: 1 }];
    return match.kind === 'none' ? [] : match.tasks.map(({ id }) => ({ taskId: id, score: 0.9 }));
  },
};

/** The tasks that a message may ask for: none, the one that it means, or those that are too close to tell apart. */
export function candidatesFor(turn: Turn, text: string): readonly Candidate[] {
  const { recognizer, tasks, context } = turn;
  const known = recognizer.recognize(text, { locale: context.locale, tasks }).flatMap(({ taskId, score, entities }) => {
    const task = turn.task(taskId);
    return task && score >= recognitionFloor ? [{ task, score, ...(entities && { entities }) }] : [];
  });
  const ranked = known.toSorted((a, b) => b.score - a.score);
  const best = ranked[0]?.score ?? 0;
  return ranked.filter(({ score }) => best - score <= recognitionMargin).slice(0, mostAsked);
}

/** The task that has a message, word for word, among its sample utterances. */
export function taskWithSample(turn: Turn, text: string): DialogTask | undefined {
  const said = normalize(text);
  if (said === '') return undefined;
  const found = turn.tasks.filter((task) => samplesOf(task).has(said));
  return found.length === 1 ? found[0] : undefined;
}

const samples = new WeakMap<DialogTask['graph'], ReadonlySet<string>>();

function samplesOf({ graph }: DialogTask): ReadonlySet<string> {
  let known = samples.get(graph);
  if (!known) {
    const utterances = graph.nodes.flatMap((node) => (node.type === 'intent' ? everyUtterance(node.utterances) : []));
    known = new Set(utterances.map(normalize));
    samples.set(graph, known);
  }
  return known;
}
