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
import { deleteLead } from '../../operations/leads/delete-lead.operation.js';
import { getLead } from '../../operations/leads/get-lead.operation.js';

/** Asks for the id of a lead, shows it, and deletes it once that is confirmed. */
export const deleteLeadDialog = defineDialogTemplate({
  name: 'delete-lead',
  title: 'Delete a lead',
  description: 'Asks for the id of a lead, shows which it is and deletes it once that is confirmed.',
  version: 1,
  operations: [getLead, deleteLead],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete a lead',
      utterances: ['delete a lead', 'delete lead', 'remove a lead', 'erase a lead'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Lead id',
      entity: { name: 'leadId', kind: 'text', requirement: 'mandatory', maxLength: 36 },
      prompt: 'What is the id of the lead to delete? It stands behind "id=" in the address of its page.',
      again: 'An id has 36 characters, such as 5f2c1d9e-0a4b-4c3d-8e7f-6a5b4c3d2e1f. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the lead',
      operation: 'dynamics.get-lead',
      input: { id: { from: 'entity', name: 'leadId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-sure' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({ prompt: 'Shall I delete {{ results.get.name }}?', to: 'delete' }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the lead',
      operation: 'dynamics.delete-lead',
      input: { id: { from: 'result', node: 'get', pointer: '/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({ id: 'deleted', title: 'Deleted', text: 'Done: {{ results.get.name }} is deleted.', to: 'end' }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no lead with the id {{ entities.leadId }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({
      refused: 'Dynamics 365 does not let you delete this lead.',
      failed: 'I could not delete the lead.',
    }),
    ...gaveUp('Let us stop here; nothing was deleted. Say "delete a lead" to begin again.'),
  ],
});
