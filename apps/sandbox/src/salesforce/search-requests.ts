import type { Search, SearchTarget } from './search.js';

type Query = Readonly<Record<string, string | string[]>>;

const text = { type: 'string', maxLength: 2_000 } as const;
const count = { type: 'integer', minimum: 1, maximum: 2_000 } as const;
const names = { type: 'array', items: text } as const;

/** JSON Schema of a search's body, as far as the look-alike understands it. */
export const searchBodySchema = {
  type: 'object',
  required: ['q'],
  properties: {
    q: text,
    fields: names,
    sobjects: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: text, fields: names, limit: count, where: text },
      },
    },
    overallLimit: count,
    defaultLimit: count,
  },
} as const;

/** A search's body. */
export interface SearchBody {
  readonly q: string;
  readonly fields?: readonly string[];
  readonly sobjects?: readonly SearchTarget[];
  readonly overallLimit?: number;
  readonly defaultLimit?: number;
}

const everything: readonly SearchTarget[] = [{ name: 'Lead' }, { name: 'Opportunity' }];

/** Reads a search from a body. */
export function readPostSearch({ q, fields, sobjects = everything, overallLimit, defaultLimit }: SearchBody): Search {
  const targets = sobjects.map((target) => ({ limit: defaultLimit, fields, ...target }));
  return { q, targets, overallLimit };
}

/** Reads a search from a query such as `q=Ink&sobject=Lead&Lead.fields=Id,Name&Lead.limit=10`. */
export function readGetSearch(query: Query): Search {
  const one = (name: string): string | undefined => [query[name]].flat()[0];
  const limit = (name: string): number | undefined => (one(name) === undefined ? undefined : Number(one(name)));
  const list = (name: string): readonly string[] | undefined =>
    one(name)
      ?.split(',')
      .map((part) => part.trim());
  const objects = [query['sobject']].flat().filter((name) => name !== undefined);
  const targets = objects.map((name) => ({
    name,
    fields: list(`${name}.fields`) ?? list('fields'),
    limit: limit(`${name}.limit`) ?? limit('defaultLimit'),
    where: one(`${name}.where`),
  }));
  return { q: one('q') ?? '', targets: targets.length > 0 ? targets : everything, overallLimit: limit('overallLimit') };
}
