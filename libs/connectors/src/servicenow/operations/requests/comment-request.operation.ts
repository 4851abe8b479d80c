import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { commentInput, toJournal } from '../comment.js';
import { resolveId, tableApi, updateRow } from '../table.js';
import { ServiceRequest, RequestId, requests } from './request.js';

/** Adds a comment or a work note to a request: PATCH table/sc_request/{sys_id} of its journal fields. */
export const commentRequest = defineOperation({
  connector: 'servicenow',
  name: 'comment-request',
  title: 'Comment on a request',
  description: 'Adds a comment that whoever asked sees, or a work note for those who work on the request.',
  effect: 'write',
  input: Type.Object(
    { id: RequestId, ...commentInput },
    { title: 'Comment', description: 'The request and what to add.', additionalProperties: false },
  ),
  output: ServiceRequest,
  scopes: [],
  example: { id: 'REQ0010001', text: 'A stand for it would help too.' },
  documentation: tableApi,

  async run(context, { id, ...comment }) {
    return updateRow(context, requests, await resolveId(context, requests, id), toJournal(comment));
  },
});
