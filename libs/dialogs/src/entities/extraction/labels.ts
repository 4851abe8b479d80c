import { normalize } from '../../values/text.js';
import type { ExtractableEntity } from './extract-entities.js';
import type { Utterance } from './utterance.js';

/** What a text entity is about, as its name tells; others have the role of their kind. */
export type Role = 'first-name' | 'last-name' | 'company' | 'person' | 'id' | 'keyword' | 'other';

const roleNames: readonly (readonly [RegExp, Role])[] = [
  [/^(first|given)name$|^forename$|^vorname$/, 'first-name'],
  [/^(last|family)name$|^surname$|^nachname$|^familienname$/, 'last-name'],
  [/^(company|firm|organi[sz]ation|employer|account|firma|unternehmen)(name)?$/, 'company'],
  [/^(fullname|person|contactname)$/, 'person'],
  [/(^|[a-z])(id|key|sysid)$/, 'id'],
  [/^(keywords?|query|search|searchterm|suchbegriff)$/, 'keyword'],
];

/** The role of an entity. */
export function roleOf({ kind, name }: ExtractableEntity): Role {
  if (kind === 'person' || kind === 'company') return kind;
  if (kind !== 'text') return 'other';
  const plain = name.toLowerCase().replace(/[_-]/g, '');
  return roleNames.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other';
}

/** What people call entities of a role or kind. */
const usualLabels: { readonly [roleOrKind: string]: string } = {
  'first-name': 'first name|given name|forename|vorname|vornamen',
  'last-name': 'last name|surname|family name|nachname|nachnamen|familienname|familiennamen',
  company: 'company name|company|firm|employer|organisation|organization|firmenname|firma|unternehmen|arbeitgeber',
  id: 'id|key|number|nummer|kennung',
  person: 'full name|name|namen|person|contact person|ansprechpartner|ansprechpartnerin',
  email: 'e mail address|email address|e mail adresse|email adresse|mailadresse|e mail|email|mail',
  phone:
    'phone number|mobile phone|mobile number|cell phone|telephone number|phone|mobile|cell|telephone|tel|number|telefonnummer|handynummer|mobilnummer|rufnummer|telefon|handy|mobil|nummer',
  date: 'date|day|datum|tag',
  time: 'time|uhrzeit|zeit',
  'date-time': 'date and time|date|time|when|start|datum|uhrzeit|zeit|termin|zeitpunkt',
  duration: 'duration|length|dauer|lange',
  money: 'amount|price|budget|cost|betrag|preis|summe',
  number: 'number|quantity|count|anzahl|menge',
  url: 'web site|web page|url|website|link|homepage|webseite|web address|webadresse',
};

/** Words of entity names in German, so that a task in English understands both. */
const translations: { readonly [word: string]: string } = {
  subject: 'betreff|thema',
  description: 'beschreibung',
  title: 'titel',
  status: 'stand',
  priority: 'prioritat|prio',
  stage: 'phase|stufe',
  name: 'namen|name',
  'close date': 'abschlussdatum|close',
  topic: 'thema',
  note: 'notiz',
};

/** A label in an utterance: the entity it names, and the words that it covers. */
export interface Label {
  readonly entity: ExtractableEntity;
  readonly from: number;
  readonly to: number;
}

/** The labels of entities in an utterance, longest first where they overlap; one that several entities share names none of them. */
export function findLabels(utterance: Utterance, entities: readonly ExtractableEntity[]): readonly Label[] {
  const owners = ownersOfLabels(entities);
  const longest = Math.max(0, ...[...owners.keys()].map((label) => label.split(' ').length));
  const labels: Label[] = [];
  for (let from = 0; from < utterance.words.length;) {
    const found = labelAt(utterance, from, { owners, longest });
    if (found?.entity) labels.push({ ...found, entity: found.entity });
    from = found?.to ?? from + 1;
  }
  return labels;
}

type Owners = ReadonlyMap<string, ExtractableEntity | undefined>;

function labelAt(
  utterance: Utterance,
  from: number,
  { owners, longest }: { readonly owners: Owners; readonly longest: number },
): { readonly entity: ExtractableEntity | undefined; readonly from: number; readonly to: number } | undefined {
  for (let count = longest; count > 0; count -= 1) {
    const words = utterance.words.slice(from, from + count).map(({ lower }) => lower);
    const label = words.join(' ');
    const isFree = words.every((_, i) => utterance.isFreeWord(from + i));
    if (words.length === count && isFree && owners.has(label))
      return { entity: owners.get(label), from, to: from + count };
  }
  return undefined;
}

/** Each label with the one entity that it names; an entity's own name goes before the usual labels of its kind. */
function ownersOfLabels(entities: readonly ExtractableEntity[]): Owners {
  const owners = new Map<string, ExtractableEntity | undefined>();
  const usual = new Map<string, ExtractableEntity | undefined>();
  for (const entity of entities) {
    for (const label of ownLabels(entity)) owners.set(label, owners.has(label) ? undefined : entity);
    const role = roleOf(entity);
    const listed = usualLabels[role === 'other' ? entity.kind : role]?.split('|') ?? [];
    for (const label of listed) usual.set(label, usual.has(label) ? undefined : entity);
  }
  return new Map([...usual, ...owners]);
}

function ownLabels({ name, label }: ExtractableEntity): readonly string[] {
  const words = normalize(name.replace(/(?<=[a-z\d])(?=[A-Z])/g, ' '));
  const translated = Object.hasOwn(translations, words) ? (translations[words]?.split('|') ?? []) : [];
  return [...new Set([words, ...(label ? [normalize(label)] : []), ...translated])].filter(Boolean);
}
