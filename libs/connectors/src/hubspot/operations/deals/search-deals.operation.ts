import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageOf, searchFields, searchGuide, searchRecords } from '../pages.js';
import { Deal, dealProperties, toDeal } from './deal.js';

/** Searches deals by keyword, newest first: POST /crm/v3/objects/deals/search. */
export const searchDeals = defineOperation({
  connector: 'hubspot',
  name: 'search-deals',
  title: 'Search deals',
  description: 'Finds deals that hold a keyword, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(searchFields, {
    title: 'Search',
    description: 'What to look for.',
    additionalProperties: false,
  }),
  output: pageOf('deals', Deal),
  scopes: ['crm.objects.deals.read'],
  example: { keyword: 'contract', limit: 10 },
  documentation: searchGuide,

  async run(context, input) {
    const { records, ...page } = await searchRecords(context, 'deals', dealProperties, input);
    return { deals: records.map((record) => toDeal(context, record)), ...page };
  },
});
