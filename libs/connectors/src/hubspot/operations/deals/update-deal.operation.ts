import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { crmGuide, findUpdated, RecordLink, updateRecord } from '../crm.js';
import { dealFields, DealId, toDealProperties } from './deal.js';

/** Changes the given fields of a deal, and no others: PATCH /crm/v3/objects/deals/{dealId}. */
export const updateDeal = defineOperation({
  connector: 'hubspot',
  name: 'update-deal',
  title: 'Update a deal',
  description: 'Changes the given fields of a deal, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: DealId, ...Type.Partial(Type.Object(dealFields)).properties },
    {
      title: 'Changes',
      description: 'The deal, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: RecordLink,
  scopes: ['crm.objects.deals.write'],
  example: { id: '4100001', stage: 'contractsent' },
  documentation: `${crmGuide}-deals-v3/guide`,

  run: (context, { id, ...changes }) => updateRecord(context, 'deals', id, toDealProperties(changes)),

  reconcile: (context, { id, ...changes }) => findUpdated(context, 'deals', id, toDealProperties(changes)),
});
