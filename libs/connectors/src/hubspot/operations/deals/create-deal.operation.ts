import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { createRecord, crmGuide, findCreated, RecordLink } from '../crm.js';
import { dealFields, toDealProperties } from './deal.js';

const { name, stage, ...others } = dealFields;

/** Creates a deal: POST /crm/v3/objects/deals. */
export const createDeal = defineOperation({
  connector: 'hubspot',
  name: 'create-deal',
  title: 'Create a deal',
  description: 'Creates a deal with a name and a stage, in the pipeline "default" unless another is named.',
  effect: 'write',
  input: Type.Object(
    { name, stage, ...Type.Partial(Type.Object(others)).properties },
    { title: 'Deal', description: 'The deal to create.', additionalProperties: false },
  ),
  output: RecordLink,
  scopes: ['crm.objects.deals.write'],
  example: { name: 'Annual contract', stage: 'appointmentscheduled', amount: 1500 },
  documentation: `${crmGuide}-deals-v3/guide`,

  run: (context, input) => createRecord(context, 'deals', toDealProperties({ pipeline: 'default', ...input })),

  reconcile: (context, { name, stage }, since) =>
    findCreated(context, 'deals', toDealProperties({ name, stage }), since),
});
