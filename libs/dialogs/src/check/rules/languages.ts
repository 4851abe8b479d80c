import type { DialogNode, Text, Utterances } from '../../model.js';
import { languageOf } from '../../texts/languages.js';
import type { Survey } from '../survey.js';
import { textsIn } from '../texts.js';

interface Placed {
  readonly path: string;
  /** The languages that it has. */
  readonly has: ReadonlySet<string>;
}

/** Warns of texts that are not there in every language that the task speaks. */
export function checkLanguages(survey: Survey): void {
  const own = languageOf(survey.graph.language ?? 'en');
  const placed = survey.graph.nodes.map((node) => ({ node, texts: placedTexts(node, own) }));
  const spoken = new Set(placed.flatMap(({ texts }) => texts.flatMap(({ has }) => [...has])));
  if (spoken.size < 2) return;
  for (const { node, texts } of placed) {
    for (const { path, has } of texts) {
      const missing = [...spoken].filter((language) => !has.has(language));
      if (missing.length === 0) continue;
      const message = `This is not there in ${missing.map((language) => `"${language}"`).join(', ')}; translate it, or those who speak that see another language.`;
      survey.report('warning', node)('missing-translation', path, message);
    }
  }
}

function placedTexts(node: DialogNode, own: string): readonly Placed[] {
  const texts = textsIn(node).map(({ path, text }) => ({ path, has: languagesIn(text, own) }));
  return node.type === 'intent' ? [{ path: '/utterances', has: languagesIn(node.utterances, own) }] : texts;
}

function languagesIn(text: Text | Utterances, own: string): ReadonlySet<string> {
  const isPlain = typeof text === 'string' || Array.isArray(text);
  return new Set(isPlain ? [own] : Object.keys(text).map(languageOf));
}
