import type { DialogEntity, DialogNode, EntityKind } from '../../model.js';
import { entitiesOf } from '../../values/entities-of.js';
import { normalize } from '../../values/text.js';
import type { Report, Survey } from '../survey.js';

/** Checks the entities that a node asks for. */
export function checkEntities(survey: Survey, node: DialogNode): void {
  const reports = { error: survey.report('error', node), warn: survey.report('warning', node) };
  entitiesOf(node).forEach((entity, i) => {
    const path = node.type === 'form' ? `/fields/${i}` : '/entity';
    checkChoices(entity, path, reports.error);
    checkRange(entity, path, reports.error);
    checkHints(entity, path, reports.warn);
  });
}

function checkChoices({ kind, choices = [], multiple }: DialogEntity, path: string, error: Report): void {
  if (kind === 'choice' && choices.length === 0) {
    error('missing-choices', path, 'An entity of the kind "choice" needs at least one choice; add some.');
  }
  if (kind !== 'choice' && (choices.length > 0 || multiple)) {
    error(
      'unexpected-choices',
      path,
      `Only an entity of the kind "choice" has choices, not "${kind}". Delete them, or change the kind.`,
    );
  }
  if (new Set(choices.map(({ value }) => value)).size < choices.length) {
    error('duplicate-choice', `${path}/choices`, 'Two choices have the same value; give each its own.');
  }
}

interface Scale {
  readonly isLimit: (limit: number | string) => boolean;
  readonly wanted: string;
}

const numbers: Scale = { isLimit: (limit) => typeof limit === 'number', wanted: 'a number' };
const days: Scale = { isLimit: isDay, wanted: 'a day such as "2027-01-31"' };

/** What the least and the most of a kind look like; other kinds have none. */
const scales: { readonly [Kind in EntityKind]?: Scale } = {
  number: numbers,
  money: numbers,
  date: days,
  'date-time': days,
  time: { isLimit: isTime, wanted: 'a time such as "14:30"' },
};

function checkRange({ kind, min, max }: DialogEntity, path: string, error: Report): void {
  const scale = scales[kind];
  for (const [name, limit] of Object.entries({ min, max })) {
    if (limit === undefined || scale?.isLimit(limit)) continue;
    const cure = scale ? `has to be ${scale.wanted}` : 'means nothing; delete it';
    error('invalid-range', `${path}/${name}`, `For the kind "${kind}" "${name}" ${cure}.`);
  }
  if (min !== undefined && max !== undefined && typeof min === typeof max && min > max) {
    error('invalid-range', `${path}/max`, 'The most is less than the least; exchange them.');
  }
}

function checkHints({ kind, currency, country }: DialogEntity, path: string, warn: Report): void {
  if (currency !== undefined && kind !== 'money') {
    warn('unexpected-currency', `${path}/currency`, `A currency means nothing to the kind "${kind}"; delete it.`);
  }
  if (country !== undefined && kind !== 'phone') {
    warn('unexpected-country', `${path}/country`, `A country means nothing to the kind "${kind}"; delete it.`);
  }
}

/** Checks that no word of a confirmation means both yes and no. */
export function checkWords(survey: Survey, node: Extract<DialogNode, { type: 'confirmation' }>): void {
  const no = new Set((node.no ?? []).map(normalize));
  (node.yes ?? []).forEach((word, i) => {
    if (!no.has(normalize(word))) return;
    survey.report('error', node)('ambiguous-word', `/yes/${i}`, `"${word}" means both yes and no; delete one of them.`);
  });
}

function isDay(limit: number | string): boolean {
  return (
    typeof limit === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(limit) && !Number.isNaN(Date.parse(`${limit}T00:00:00Z`))
  );
}

function isTime(limit: number | string): boolean {
  return typeof limit === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(limit);
}
