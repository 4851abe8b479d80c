import { LRUCache } from 'lru-cache';
import type { DialogTask } from '../protocol.js';
import { everyUtterance } from '../values/localize.js';
import { normalize } from '../values/text.js';

/** What a message asks for: one task, several that fit about as well, or nothing that the bot can do. */
export type IntentMatch =
  | { readonly kind: 'one'; readonly task: DialogTask }
  | { readonly kind: 'several'; readonly tasks: readonly DialogTask[] }
  | { readonly kind: 'none' };

interface Utterance {
  readonly normalized: string;
  readonly tokens: readonly string[];
}

const messageLimit = 500;
const threshold = 0.6;
const tieMargin = 0.08;
const mostAsked = 5;

/** Scripts that put no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const utterances = new LRUCache<string, Utterance>({ max: 5_000 });

/**
 * Finds the tasks whose sample utterances, or whose name, a message resembles. Words count by how few tasks use them, one typing error
 * in a word is forgiven, and nothing depends on the language.
 */
export function matchIntent(text: string, tasks: readonly DialogTask[]): IntentMatch {
  const message = toUtterance(text.slice(0, messageLimit));
  if (message.tokens.length === 0) return { kind: 'none' };
  const candidates = tasks.map((task) => ({ task, samples: sampleUtterances(task) }));
  const exact = candidates.filter(({ samples }) => samples.some(({ normalized }) => normalized === message.normalized));
  if (exact.length > 0) return toMatch(exact.map(({ task }) => task));
  const weights = wordWeights(candidates.map(({ samples }) => samples));
  const scored = candidates
    .map(({ task, samples }) => ({
      task,
      score: Math.max(...samples.map((sample) => score(message, sample, weights))),
    }))
    .filter((candidate) => candidate.score >= threshold)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return toMatch(scored.filter((candidate) => best - candidate.score <= tieMargin).map(({ task }) => task));
}

function toMatch(tasks: readonly DialogTask[]): IntentMatch {
  const [task, ...others] = tasks;
  if (!task) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', task } : { kind: 'several', tasks: tasks.slice(0, mostAsked) };
}

function sampleUtterances({ name, graph }: DialogTask): readonly Utterance[] {
  const samples = graph.nodes.flatMap((node) => (node.type === 'intent' ? everyUtterance(node.utterances) : []));
  return [name, ...samples].map(knownUtterance).filter(({ tokens }) => tokens.length > 0);
}

function knownUtterance(text: string): Utterance {
  let utterance = utterances.get(text);
  if (!utterance) {
    utterance = toUtterance(text);
    utterances.set(text, utterance);
  }
  return utterance;
}

function toUtterance(text: string): Utterance {
  const normalized = normalize(text);
  if (!unspaced.test(normalized)) return { normalized, tokens: normalized.split(' ').filter(Boolean) };
  const words = [...segmenter.segment(normalized)].filter(({ isWordLike }) => isWordLike);
  return { normalized, tokens: words.map(({ segment }) => segment) };
}

/** A word that few tasks use tells more than one that all of them use. */
function wordWeights(samplesByTask: readonly (readonly Utterance[])[]): (token: string) => number {
  const tasksWith = new Map<string, number>();
  for (const samples of samplesByTask) {
    const words = new Set(samples.flatMap(({ tokens }) => tokens));
    for (const word of words) tasksWith.set(word, (tasksWith.get(word) ?? 0) + 1);
  }
  return (token) => Math.log(1 + samplesByTask.length / (tasksWith.get(token) ?? samplesByTask.length));
}

/** How much of the sample is in the message, and a little, how much of the message is in the sample: 0 to 1. */
function score(message: Utterance, sample: Utterance, weight: (token: string) => number): number {
  const covered = share(sample.tokens, message.tokens, weight);
  return covered * (0.8 + 0.2 * share(message.tokens, sample.tokens, weight));
}

function share(of: readonly string[], within: readonly string[], weight: (token: string) => number): number {
  let found = 0;
  let all = 0;
  for (const token of of) {
    const importance = weight(token);
    all += importance;
    if (within.includes(token)) found += importance;
    else if (within.some((other) => isMistyped(token, other))) found += importance * 0.8;
  }
  return all === 0 ? 0 : found / all;
}

/** Whether two words of at least four letters differ by one letter too many, too few, wrong or in the wrong place. */
function isMistyped(a: string, b: string): boolean {
  if (a.length > b.length) return isMistyped(b, a);
  if (a.length < 4 || b.length - a.length > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restOfA, restOfB] = [a.slice(start), b.slice(start)];
  if (a.length < b.length) return restOfA === restOfB.slice(1);
  const swapped = restOfA.slice(1, 2) + restOfA.slice(0, 1) + restOfA.slice(2);
  return restOfA.slice(1) === restOfB.slice(1) || swapped === restOfB;
}
