import { LRUCache } from 'lru-cache';
import type { DialogGraph } from '../model.js';
import type { DialogTask } from '../protocol.js';
import { everyUtterance } from '../values/localize.js';
import { normalize } from '../values/text.js';
import type { IntentRecognizer, RankedIntent } from './recognizer.js';
import { functionWords } from './vocabulary.js';
import { similarity, wordsOf } from './words.js';

const longestMessage = 500;
const mostWords = 60;
/** Words that carry the sentence tell a little: "show my leads" and "show a lead". */
const functionWeight = 0.15;
/** Words that ask tell more: "where is my parcel", "track my parcel". */
const questionWeight = 0.5;
const questionWords = new Set(['where', 'when', 'who', 'how', 'wo', 'wann', 'wer', 'wie']);

/**
 * The recognizer that needs no service: it compares words with those of the sample utterances and the names of all tasks. Words that few
 * tasks use tell more; forms, typing errors, synonyms and parts of compounds count almost as the word itself.
 */
export const similarityRecognizer: IntentRecognizer = {
  recognize(utterance, { tasks }) {
    const normalized = normalize(utterance.slice(0, longestMessage));
    const words = wordsOf(normalized).slice(0, mostWords);
    if (words.length === 0 || tasks.length === 0) return [];
    return indexOf(tasks).rank(normalized, words);
  },
};

interface Sample {
  readonly task: number;
  readonly normalized: string;
  readonly words: readonly string[];
}

/** A word of the samples: how much it tells, and the samples and tasks that have it. */
interface KnownWord {
  readonly word: string;
  readonly isFunctionWord: boolean;
  readonly samples: Set<number>;
  readonly tasks: Set<number>;
  weight: number;
}

/** A word of the samples that a word of a message may stand for. */
interface Hit {
  readonly known: KnownWord;
  readonly similarity: number;
}

interface MessageWord {
  readonly word: string;
  readonly weight: number;
  /** The likeliest first. */
  readonly hits: readonly Hit[];
}

/** The samples of some tasks, by word. */
class SampleIndex {
  private readonly ids: readonly string[];
  private readonly samples: readonly Sample[];
  private readonly vocabulary = new Map<string, KnownWord>();
  private readonly weights: Float64Array;
  private readonly hits = new LRUCache<string, readonly Hit[]>({ max: 2_000 });

  constructor(tasks: readonly DialogTask[]) {
    this.ids = tasks.map(({ id }) => id);
    this.samples = tasks.flatMap((each, task) => samplesOf(each).map((sample) => ({ task, ...sample })));
    this.samples.forEach((sample, index) => this.learn(sample, index));
    for (const known of this.vocabulary.values()) known.weight = this.weigh(known.word, known.tasks.size);
    this.weights = new Float64Array(this.samples.length);
    for (const { samples, weight } of this.vocabulary.values())
      for (const index of samples) add(this.weights, index, weight);
  }

  rank(normalized: string, words: readonly string[]): readonly RankedIntent[] {
    const message = [...new Set(words)].map((word) => this.understand(word));
    const total = message.reduce((sum, { weight }) => sum + weight, 0);
    const best = this.byVocabulary(message, total);
    const [covered, shared] = [this.coverage(message), this.shares(message)];
    this.samples.forEach(({ task, normalized: sample }, index) => {
      const share = (covered[index] ?? 0) / (this.weights[index] || 1);
      const score = Math.min(0.99, share * (0.8 + (0.2 * (shared[index] ?? 0)) / total));
      best[task] = Math.max(best[task] ?? 0, sample === normalized ? 1 : score);
    });
    const ranking = this.ids.map((taskId, task) => ({ taskId, score: best[task] ?? 0 }));
    return ranking.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  }

  /** By sample, the weight of its words that the message has. */
  private coverage(message: readonly MessageWord[]): Float64Array {
    const best = new Map<KnownWord, number>();
    for (const { hits } of message) {
      for (const hit of hits) best.set(hit.known, Math.max(best.get(hit.known) ?? 0, hit.similarity));
    }
    const covered = new Float64Array(this.samples.length);
    for (const [{ samples, weight }, likeness] of best)
      for (const index of samples) add(covered, index, likeness * weight);
    return covered;
  }

  /** By sample, the weight of the message's words that it has. */
  private shares(message: readonly MessageWord[]): Float64Array {
    const shared = new Float64Array(this.samples.length);
    const seenAt = new Int32Array(this.samples.length).fill(-1);
    message.forEach(({ hits, weight }, position) => {
      for (const { known, similarity: likeness } of hits) {
        for (const index of known.samples) {
          if (seenAt[index] !== position) add(shared, index, likeness * weight);
          seenAt[index] = position;
        }
      }
    });
    return shared;
  }

  /** By task, how much of the message is said somewhere in its samples, where that is at least two words that matter. */
  private byVocabulary(message: readonly MessageWord[], total: number): Float64Array {
    const [said, words] = [new Float64Array(this.ids.length), new Float64Array(this.ids.length)];
    const seenAt = new Int32Array(this.ids.length).fill(-1);
    message.forEach(({ word, hits, weight }, position) => {
      for (const { known, similarity: likeness } of hits) {
        for (const task of known.tasks) {
          if (seenAt[task] === position) continue;
          seenAt[task] = position;
          add(said, task, likeness * weight);
          add(words, task, functionWords.has(word) ? 0 : 1);
        }
      }
    });
    return said.map((weight, task) => ((words[task] ?? 0) >= 2 ? Math.min(0.95, (0.9 * weight) / total) : 0));
  }

  private learn({ task, words }: Sample, index: number): void {
    for (const word of words) {
      let known = this.vocabulary.get(word);
      if (!known) {
        known = { word, isFunctionWord: functionWords.has(word), samples: new Set(), tasks: new Set(), weight: 0 };
        this.vocabulary.set(word, known);
      }
      known.samples.add(index);
      known.tasks.add(task);
    }
  }

  private understand(word: string): MessageWord {
    const weight = this.vocabulary.get(word)?.weight ?? this.weigh(word, 1);
    return { word, weight, hits: this.hits.get(word) ?? this.findHits(word) };
  }

  private findHits(word: string): readonly Hit[] {
    const hits: Hit[] = [];
    const isFunctionWord = functionWords.has(word);
    for (const known of this.vocabulary.values()) {
      const isComparable = known.word === word || !(isFunctionWord || known.isFunctionWord);
      const likeness = isComparable ? similarity(word, known.word) : 0;
      if (likeness > 0) hits.push({ known, similarity: likeness });
    }
    hits.sort((a, b) => b.similarity - a.similarity);
    this.hits.set(word, hits);
    return hits;
  }

  /** The fewer tasks use a word, the more it tells. */
  private weigh(word: string, tasksWith: number): number {
    const rarity = Math.log(1 + this.ids.length / tasksWith);
    if (questionWords.has(word)) return rarity * questionWeight;
    return functionWords.has(word) ? rarity * functionWeight : rarity;
  }
}

function add(sums: Float64Array, index: number, amount: number): void {
  sums[index] = (sums[index] ?? 0) + amount;
}

const samplesByGraph = new WeakMap<DialogGraph, readonly Omit<Sample, 'task'>[]>();

function samplesOf({ name, graph }: DialogTask): readonly Omit<Sample, 'task'>[] {
  let samples = samplesByGraph.get(graph);
  if (!samples) {
    samples = graph.nodes
      .flatMap((node) => (node.type === 'intent' ? everyUtterance(node.utterances) : []))
      .map(toSample);
    samplesByGraph.set(graph, samples);
  }
  return [toSample(name), ...samples].filter(({ words }) => words.length > 0);
}

function toSample(text: string): Omit<Sample, 'task'> {
  const normalized = normalize(text);
  return { normalized, words: wordsOf(normalized) };
}

/** Indexes of the bots that talk now; the same tasks have the same key. */
const indexes = new LRUCache<string, SampleIndex>({ max: 100 });
const graphIds = new WeakMap<DialogGraph, number>();
let lastGraphId = 0;

function indexOf(tasks: readonly DialogTask[]): SampleIndex {
  const key = tasks.map(({ id, name, graph }) => `${id} ${idOf(graph)} ${name}`).join('\n');
  let index = indexes.get(key);
  if (!index) {
    index = new SampleIndex(tasks);
    indexes.set(key, index);
  }
  return index;
}

function idOf(graph: DialogGraph): number {
  let id = graphIds.get(graph);
  if (id === undefined) {
    lastGraphId += 1;
    id = lastGraphId;
    graphIds.set(graph, id);
  }
  return id;
}
