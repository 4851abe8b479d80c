import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { issueLink, IssueLink, IssueReference, restApi, restGuide } from '../rest-api.js';
import { issueFields, IssueKey, Label, toFields } from './issue.js';

/** Changes the given fields of an issue, and no others: PUT issue/{issueIdOrKey}. */
export const updateIssue = defineOperation({
  connector: 'jira',
  name: 'update-issue',
  title: 'Update an issue',
  description: 'Changes the given fields of an issue, and no others; labels are added and removed one at a time.',
  effect: 'write',
  input: Type.Object(
    {
      key: IssueKey,
      ...Type.Partial(Type.Object(issueFields)).properties,
      addLabel: Type.Optional({ ...Label, title: 'Label to add', description: 'One label without spaces.' }),
      removeLabel: Type.Optional({ ...Label, title: 'Label to remove', description: 'One label without spaces.' }),
    },
    {
      title: 'Changes',
      description: 'The issue, and at least one change.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: IssueLink,
  scopes: ['write:jira-work'],
  example: { key: 'DEMO-1', summary: 'Order ten new chairs' },
  documentation: `${restGuide}/api-group-issues/#api-rest-api-3-issue-issueidorkey-put`,

  async run(context, { key, addLabel, removeLabel, ...changes }) {
    const labels = [
      ...(addLabel === undefined ? [] : [{ add: addLabel }]),
      ...(removeLabel === undefined ? [] : [{ remove: removeLabel }]),
    ];
    const fields = toFields(changes);
    const { data } = await restApi(context).put('/issue/{key}', {
      path: { key },
      query: { returnIssue: true },
      json: {
        ...(Object.keys(fields).length > 0 && { fields }),
        ...(labels.length > 0 && { update: { labels } }),
      },
      answer: IssueReference,
    });
    return issueLink(context, data);
  },
});
