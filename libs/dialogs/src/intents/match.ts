import type { DialogTask } from '../protocol.js';
import type { IntentRecognizer, RankedIntent } from './recognizer.js';
import { similarityRecognizer } from './similarity.js';

/** What a message asks for: one task, several that fit about as well, or nothing that the bot can do. */
export type IntentMatch =
  | { readonly kind: 'one'; readonly task: DialogTask }
  | { readonly kind: 'several'; readonly tasks: readonly DialogTask[] }
  | { readonly kind: 'none' };

/** Below this score a task is not meant. */
export const intentFloor = 0.6;

/** Tasks that score this much less than the best one are asked about, too. */
export const intentMargin = 0.06;

const mostAsked = 5;

/** Finds the tasks that a message asks for. */
export function matchIntent(
  text: string,
  tasks: readonly DialogTask[],
  {
    recognizer = similarityRecognizer,
    locale = 'en',
  }: { readonly recognizer?: IntentRecognizer; readonly locale?: string } = {},
): IntentMatch {
  return toMatch(recognizer.recognize(text, { locale, tasks }), tasks);
}

/** Decides what a ranking means: a sure hit, a question which task is meant, or nothing. A score of 1 is sure, whatever else is close. */
export function toMatch(ranking: readonly RankedIntent[], tasks: readonly DialogTask[]): IntentMatch {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const likely = ranking
    .filter(({ taskId, score }) => score >= intentFloor && byId.has(taskId))
    .sort((a, b) => b.score - a.score);
  const best = likely[0]?.score ?? 0;
  const margin = best === 1 ? 0 : intentMargin;
  const close = likely.filter(({ score }) => best - score <= margin).flatMap(({ taskId }) => byId.get(taskId) ?? []);
  const [task, ...others] = [...new Set(close)];
  if (!task) return { kind: 'none' };
  return others.length === 0
    ? { kind: 'one', task }
    : { kind: 'several', tasks: [task, ...others].slice(0, mostAsked) };
}
