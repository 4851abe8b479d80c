import {
  asks,
  confirms,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { deleteDeal } from '../operations/deals/delete-deal.operation.js';
import { getDeal } from '../operations/deals/get-deal.operation.js';

/** Asks for the id of a deal, shows which it is, and deletes it once that is confirmed. */
export const deleteDealDialog = defineDialogTemplate({
  name: 'delete-deal',
  title: 'Delete a deal',
  description: 'Asks for the id of a deal, shows which it is and deletes it once that is confirmed.',
  version: 1,
  operations: [getDeal, deleteDeal],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete a deal',
      utterances: ['delete a deal', 'delete deal', 'remove a deal', 'erase a deal'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Deal id',
      entity: { name: 'dealId', kind: 'text', requirement: 'mandatory', maxLength: 20 },
      prompt: 'What is the id of the deal? It is the number at the end of the address of its page.',
      again: 'An id is a number, such as 4100001. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the deal',
      operation: 'hubspot.get-deal',
      input: { id: { from: 'entity', name: 'dealId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-sure' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({ prompt: 'Shall I delete {{ results.get.name }}?', to: 'delete' }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the deal',
      operation: 'hubspot.delete-deal',
      input: { id: { from: 'result', node: 'get', pointer: '/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'deleted',
      title: 'Deleted',
      text: 'Done: {{ results.get.name }} is deleted. For 90 days the deal can be restored from the recycle bin.',
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no deal with the id {{ entities.dealId }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({
      refused: 'HubSpot does not let you delete this deal.',
      failed: 'I could not delete the deal.',
    }),
    ...gaveUp('Let us stop here; nothing was deleted.'),
  ],
});
