import { describe, expect, it } from 'vitest';
import type { Action } from '../actions.queries.ts';
import { categoriesOf, categoryName, filtered } from './categories.ts';

const action = (name: string, description: string, categories: Action['categories']) =>
  ({ name, description, categories }) as Action;

const actions = [
  action('Salesforce', 'Leads and opportunities.', ['crm', 'sales']),
  action('ServiceNow', 'Incidents and requests.', ['service-desk']),
];

describe('the search of actions', () => {
  it.each([
    ['salesforce', ['Salesforce']],
    ['  LEADS crm ', ['Salesforce']],
    ['service desk', ['ServiceNow']],
    ['s', ['Salesforce', 'ServiceNow']],
    ['leads incidents', []],
    ['.*', []],
  ])('finds by every word of "%s"', (q, names) => {
    expect(filtered(actions, { q }).map(({ name }) => name)).toEqual(names);
  });

  it('narrows to a category, and to none when it is unknown', () => {
    expect(filtered(actions, { category: 'service-desk' })).toHaveLength(1);
    expect(filtered(actions, { category: 'constructor' })).toEqual([]);
  });
});

it('categories come once, in the order of their names', () => {
  expect(categoriesOf([...actions, ...actions]).map(categoryName)).toEqual(['CRM', 'Sales', 'Service desk']);
});
