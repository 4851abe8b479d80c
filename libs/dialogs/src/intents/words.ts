import { normalize } from '../values/text.js';
import { isMistyped } from './typing.js';

/** Scripts that put no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Verbs of everyday tasks that mean the same, English and German, normalized. */
const synonyms: readonly string[] = [
  `create add new make register enter insert generate anlegen lege anlege erstellen erstelle erstell erzeugen erzeuge neu neue neuer neues
   neuen hinzufugen fuge eintragen trage erfassen erfasse aufnehmen`,
  'delete remove erase discard trash loschen losche entfernen entferne',
  'update change edit modify amend alter adjust correct andern andere aktualisieren aktualisiere bearbeiten bearbeite anpassen',
  'find search lookup locate suchen suche finden finde',
  'view show display see get fetch open zeigen zeige anzeigen anzeige ansehen offne offnen',
  'list overview all auflisten liste alle ubersicht',
  'send senden sende schicken schicke verschicken',
  'schedule book arrange plan vereinbaren vereinbare planen plane buchen buche ausmachen',
  'cancel stornieren storniere absagen sage',
  'assign zuweisen weise',
  'close resolve finish complete schliessen schliesse abschliessen erledigen',
  'meeting appointment termin besprechung',
  'email emails mail mails',
];

const groups = new Map(
  synonyms.flatMap((words, group) => words.split(/\s+/).map((word) => [normalize(word), group] as const)),
);

/** The words of a text as they are compared; `normalized` is the text they come from. */
export function wordsOf(normalized: string): readonly string[] {
  if (!unspaced.test(normalized))
    return normalized
      .replace(/\be mail/g, 'email')
      .split(' ')
      .filter(Boolean);
  return [...segmenter.segment(normalized)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** How much two words say the same: 1 for the same word, less for another form, a typing error, a synonym or a part of a compound; 0 for none. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  if (isOtherForm(a, b)) return 0.92;
  if (isMistyped(a, b)) return 0.85;
  const group = groups.get(a);
  if (group !== undefined && group === groups.get(b)) return 0.8;
  return isPart(a, b) ? 0.6 : 0;
}

/** Endings by which forms of a word differ, English and German. */
const endings = new Set(['', 's', 'es', 'd', 'ed', 'ing', 'e', 'n', 'en', 'er', 'em', 't', 'te', 'ung', 'ungen']);

/** `lead` and `leads`, `update` and `updated`, `Kontakt` and `Kontakte`. */
function isOtherForm(a: string, b: string): boolean {
  const start = sameLetters(a, b);
  return start >= 4 && endings.has(a.slice(start)) && endings.has(b.slice(start));
}

/** A word within a compound: `Kontakt` in `Kontaktliste`. */
function isPart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 5 && (long.startsWith(short) || long.endsWith(short));
}

function sameLetters(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}
