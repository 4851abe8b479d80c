import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { crmGuide, deleteRecord, findDeleted } from '../crm.js';
import { DealId } from './deal.js';

/** Deletes a deal: DELETE /crm/v3/objects/deals/{dealId}; one that does not exist is `record-not-found`. */
export const deleteDeal = defineOperation({
  connector: 'hubspot',
  name: 'delete-deal',
  title: 'Delete a deal',
  description: "Moves a deal to HubSpot's recycle bin, from where it can be restored for 90 days.",
  effect: 'write',
  input: Type.Object(
    { id: DealId },
    { title: 'Deal', description: 'The deal to delete.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String({ title: 'Id', description: 'Id of the deal that was deleted.' }) }),
  scopes: ['crm.objects.deals.write'],
  example: { id: '4100001' },
  documentation: `${crmGuide}-deals-v3/guide`,

  run: (context, { id }) => deleteRecord(context, 'deals', id),

  reconcile: (context, { id }) => findDeleted(context, 'deals', id),
});
