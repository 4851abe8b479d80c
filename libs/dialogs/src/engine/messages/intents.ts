import type { JsonValue } from '../../model.js';
import type { DialogTask } from '../../protocol.js';
import { toMatch } from '../../intents/match.js';
import { everyUtterance } from '../../values/localize.js';
import { normalize } from '../../values/text.js';
import type { Turn } from '../turn.js';

/** A task that a message may ask for. */
export interface Candidate {
  readonly task: DialogTask;
  readonly score: number;
  readonly entities: { readonly [name: string]: JsonValue };
}

/** The tasks that a message may ask for: none, the one that it means, or those that are too close to tell apart. */
export function candidatesFor({ recognizer, tasks, context }: Turn, text: string): readonly Candidate[] {
  const ranking = recognizer.recognize(text, { locale: context.locale, tasks });
  const match = toMatch(ranking, tasks);
  const meant = match.kind === 'one' ? [match.task] : match.kind === 'several' ? match.tasks : [];
  return meant.map((task) => {
    const { score = 0, entities = {} } = ranking.find(({ taskId }) => taskId === task.id) ?? {};
    return { task, score, entities };
  });
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
