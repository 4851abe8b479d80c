import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { listRecords, pageFields, pageOf, searchGuide } from '../pages.js';
import { Deal, dealProperties, toDeal } from './deal.js';

/** Lists deals, newest first, page by page to the end: POST /crm/v3/objects/deals/search without a keyword. */
export const listDeals = defineOperation({
  connector: 'hubspot',
  name: 'list-deals',
  title: 'List deals',
  description: 'Lists deals, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(pageFields, { title: 'Page', description: 'Which page to list.', additionalProperties: false }),
  output: pageOf('deals', Deal),
  scopes: ['crm.objects.deals.read'],
  example: { limit: 10 },
  documentation: searchGuide,

  async run(context, input) {
    const { records, ...page } = await listRecords(context, 'deals', dealProperties, input);
    return { deals: records.map((record) => toDeal(context, record)), ...page };
  },
});
