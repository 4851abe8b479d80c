import { defineOperation, InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { Created, dataPath, RecordLink, recordUrl, restGuide } from '../rest-api.js';
import { CaseId } from './case.js';

/** What Salesforce keeps of a comment (Object Reference, CaseComment): in bytes, unlike its other texts. */
const MAX_BYTES = 4_000;

/** Adds a comment to a case: POST sobjects/CaseComment. */
export const commentOnCase = defineOperation({
  connector: 'salesforce',
  name: 'comment-on-case',
  title: 'Comment on a case',
  description: 'Adds a comment to a case, which only the organisation sees unless told otherwise.',
  effect: 'write',
  input: Type.Object(
    {
      caseId: CaseId,
      comment: Type.String({
        title: 'Comment',
        description: 'What to say, in at most 4,000 bytes: letters beyond A to Z take two or more.',
        minLength: 1,
        maxLength: MAX_BYTES,
        pattern: '\\S',
      }),
      isPublic: Type.Optional(
        Type.Boolean({ title: 'Public', description: 'Whether customers see it in the portal; no unless told.' }),
      ),
    },
    { title: 'Comment', description: 'The case, and what to say.', additionalProperties: false },
  ),
  output: RecordLink,
  scopes: ['api'],
  example: { caseId: '500000000000001AAA', comment: 'The invoice is being corrected.' },
  documentation: `${restGuide}/dome_sobject_create.htm`,

  async run({ http, baseUrl }, { caseId, comment, isPublic = false }) {
    const json = { ParentId: caseId, CommentBody: comment.trim(), IsPublished: isPublic };
    checkSize(json.CommentBody);
    const { data } = await http.post(`${dataPath}/sobjects/CaseComment`, { json, answer: Created });
    // A comment has no page of its own.
    return { id: data.id, url: recordUrl(baseUrl, 'Case', caseId) };
  },
});

function checkSize(comment: string): void {
  if (Buffer.byteLength(comment) <= MAX_BYTES) return;
  const message = `must take no more than ${MAX_BYTES} bytes`;
  throw new InputInvalidError('The comment is longer than Salesforce keeps: shorten it, or add two.', [
    { pointer: '/comment', message, keyword: 'maxLength' },
  ]);
}
