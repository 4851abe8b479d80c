import { normalize } from '../../values/text.js';
import type { Utterance } from './utterance.js';
import { functionWords } from '../../intents/vocabulary.js';

/** How far apart two words of a sample may stand in an utterance: "create a brand new lead". */
const widestGap = 3;

/**
 * Claims the words by which the task was asked for, since they are no values. Gives back where the command ends, from which a name may follow
 * at once; -1 where none of the samples is said.
 */
export function claimCommand(utterance: Utterance, samples: readonly string[]): number {
  const sampleWords = samples.map((sample) => normalize(sample).split(' ').filter(Boolean));
  const alignments = sampleWords.map((words) => align(utterance, words)).filter((found) => found.length > 0);
  const best = alignments.sort((a, b) => b.length - a.length || widthOf(a) - widthOf(b))[0] ?? [];
  for (const index of best) claimWord(utterance, index);
  const known = new Set(sampleWords.flat().filter((word) => !functionWords.has(word)));
  utterance.words.forEach(({ lower, isCapital }, index) => {
    if (known.has(lower) && (!isCapital || index === 0)) utterance.bar(index);
  });
  return endOf(best);
}

/** The places of a sample's words in the utterance, in their order; none where a word that matters is missing. */
function align(utterance: Utterance, sample: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (const word of sample) {
    const from = (found.at(-1) ?? -1) + 1;
    const index = utterance.words.findIndex(({ lower }, i) => i >= from && lower === word);
    if (index !== -1) found.push(index);
    else if (!functionWords.has(word)) return [];
  }
  return found.some((index) => !functionWords.has(utterance.lower(index))) ? found : [];
}

function widthOf(indices: readonly number[]): number {
  return (indices.at(-1) ?? 0) - (indices[0] ?? 0);
}

/** The end of the words that stand together; a German verb's prefix may come much later. */
function endOf(indices: readonly number[]): number {
  let end = indices[0] ?? -1;
  for (const index of indices) {
    if (index - end > widestGap) break;
    end = index;
  }
  return end;
}

function claimWord(utterance: Utterance, index: number): void {
  const word = utterance.words[index];
  if (word) utterance.claim(word.start, word.end);
}
