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
import { deleteCase } from '../../operations/cases/delete-case.operation.js';
import { getCase } from '../../operations/cases/get-case.operation.js';

/** Asks for the id of a case, shows it, and deletes it once that is confirmed. */
export const deleteCaseDialog = defineDialogTemplate({
  name: 'delete-case',
  title: 'Delete a case',
  description: 'Asks for the id of a case, shows which it is and deletes it once that is confirmed.',
  version: 1,
  operations: [getCase, deleteCase],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete a case',
      utterances: ['delete a case', 'delete case', 'remove a case', 'erase a case'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Case id',
      entity: { name: 'caseId', kind: 'text', requirement: 'mandatory', maxLength: 36 },
      prompt: 'What is the id of the case to delete? It stands behind "id=" in the address of its page.',
      again: 'An id has 36 characters, such as 5f2c1d9e-0a4b-4c3d-8e7f-6a5b4c3d2e1f. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the case',
      operation: 'dynamics.get-case',
      input: { id: { from: 'entity', name: 'caseId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-sure' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({ prompt: 'Shall I delete {{ results.get.name }}?', to: 'delete' }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the case',
      operation: 'dynamics.delete-case',
      input: { id: { from: 'result', node: 'get', pointer: '/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({ id: 'deleted', title: 'Deleted', text: 'Done: {{ results.get.name }} is deleted.', to: 'end' }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no case with the id {{ entities.caseId }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({
      refused: 'Dynamics 365 does not let you delete this case.',
      failed: 'I could not delete the case.',
    }),
    ...gaveUp('Let us stop here; nothing was deleted. Say "delete a case" to begin again.'),
  ],
});
