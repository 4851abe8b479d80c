import { wordsOf } from '../../../schema-form/json-schema.ts';
import type { Action } from '../actions.queries.ts';

const abbreviations: Readonly<Record<string, string>> = { crm: 'CRM' };

/** The name of a category, as people write it. */
export function categoryName(category: string): string {
  return abbreviations[category] ?? wordsOf(category);
}

/** What narrows a list of actions. */
export interface ActionFilter {
  readonly q?: string;
  readonly category?: string;
}

/** The actions whose name, description or category has every word of the search. */
export function filtered(actions: readonly Action[], { q = '', category }: ActionFilter): readonly Action[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return actions.filter((action) => {
    const text = [action.name, action.description, ...action.categories.map(categoryName)].join(' ').toLowerCase();
    const isOfCategory = category === undefined || action.categories.some((one) => one === category);
    return isOfCategory && words.every((word) => text.includes(word));
  });
}

/** The categories that a list has, in the order of their names. */
export function categoriesOf(actions: readonly Action[]): readonly string[] {
  const all = new Set(actions.flatMap(({ categories }) => categories));
  return [...all].sort((one, other) => categoryName(one).localeCompare(categoryName(other)));
}
