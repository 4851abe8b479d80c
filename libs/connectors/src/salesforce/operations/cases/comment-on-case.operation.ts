import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Created, dataPath, RecordLink, recordUrl, restGuide } from '../rest-api.js';
import { CaseId } from './case.js';

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
        description: 'What to say.',
        minLength: 1,
        maxLength: 4_000,
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
    const { data } = await http.post(`${dataPath}/sobjects/CaseComment`, {
      json: { ParentId: caseId, CommentBody: comment.trim(), IsPublished: isPublic },
      answer: Created,
    });
    // A comment has no page of its own.
    return { id: data.id, url: recordUrl(baseUrl, 'Case', caseId) };
  },
});
