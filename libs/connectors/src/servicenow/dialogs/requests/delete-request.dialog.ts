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
import { deleteRequest } from '../../operations/requests/delete-request.operation.js';
import { getRequest } from '../../operations/requests/get-request.operation.js';

/** Asks which request, shows it, and deletes it once that is confirmed. */
export const deleteRequestDialog = defineDialogTemplate({
  name: 'delete-request',
  title: 'Delete a request',
  description: 'Asks which request, shows it and deletes it once that is confirmed.',
  version: 1,
  operations: [getRequest, deleteRequest],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete a request',
      utterances: ['delete a request', 'delete request', 'remove a request', 'erase a request'],
      transitions: [{ to: 'ask-request' }],
    },
    asks({
      id: 'ask-request',
      title: 'Request',
      entity: { name: 'request', kind: 'text', requirement: 'mandatory', maxLength: 32 },
      prompt: 'Which request shall I delete? Its number is enough, such as REQ0010023.',
      again: 'I need the number of the request, such as REQ0010023. Which one is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the request',
      operation: 'servicenow.get-request',
      input: { id: { from: 'entity', name: 'request' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-sure' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({ prompt: 'Shall I delete {{ results.get.number }}: {{ results.get.shortDescription }}?', to: 'delete' }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the request',
      operation: 'servicenow.delete-request',
      input: { id: { from: 'result', node: 'get', pointer: '/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({ id: 'deleted', title: 'Deleted', text: 'Done: {{ results.get.number }} is deleted.', to: 'end' }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no request {{ entities.request }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({
      refused: 'ServiceNow does not let you delete this request.',
      failed: 'I could not delete the request.',
    }),
    ...gaveUp('Let us stop here; nothing was deleted.'),
  ],
});
