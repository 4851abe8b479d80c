import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { crmGuide, readRecord } from '../crm.js';
import { Deal, DealId, dealProperties, toDeal } from './deal.js';

/** Reads one deal: GET /crm/v3/objects/deals/{dealId}. */
export const getDeal = defineOperation({
  connector: 'hubspot',
  name: 'get-deal',
  title: 'Get a deal',
  description: 'Reads one deal by its id.',
  effect: 'read',
  input: Type.Object({ id: DealId }, { title: 'Deal', description: 'The deal to read.', additionalProperties: false }),
  output: Deal,
  scopes: ['crm.objects.deals.read'],
  example: { id: '4100001' },
  documentation: `${crmGuide}-deals-v3/guide`,

  run: async (context, { id }) => toDeal(context, await readRecord(context, 'deals', id, dealProperties)),
});
