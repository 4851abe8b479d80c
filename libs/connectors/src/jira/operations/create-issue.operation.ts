import { ConnectorError, defineOperation, type OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { issueLink, IssueReference, restApi, restGuide } from '../rest-api.js';
import {
  Issue,
  issueFields,
  IssueKey,
  IssueRecord,
  Label,
  ProjectKey,
  readFields,
  toFields,
  toIssue,
} from './issue.js';
import { bindJql } from './jql.js';
import { findIssues } from './page.js';

const { summary, ...others } = issueFields;

/** Creates an issue and reads it back: POST issue, GET issue/{issueIdOrKey}. */
export const createIssue = defineOperation({
  connector: 'jira',
  name: 'create-issue',
  title: 'Create an issue',
  description: 'Creates an issue in a project, and reads back what became of it.',
  effect: 'write',
  input: Type.Object(
    {
      projectKey: ProjectKey,
      issueType: Type.String({
        title: 'Type',
        description: 'As the project names it: Task, Bug, Story.',
        minLength: 1,
        maxLength: 60,
        pattern: '\\S',
      }),
      summary,
      ...Type.Partial(Type.Object(others)).properties,
      labels: Type.Optional(
        Type.Array(Label, { title: 'Labels', description: 'Labels without spaces.', maxItems: 50, uniqueItems: true }),
      ),
      parentKey: Type.Optional({
        ...IssueKey,
        title: 'Parent',
        description: 'Key of the epic or issue above: DEMO-1.',
      }),
    },
    { title: 'Issue', description: 'The issue to create.', additionalProperties: false },
  ),
  output: Issue,
  scopes: ['read:jira-work', 'write:jira-work'],
  example: { projectKey: 'DEMO', issueType: 'Task', summary: 'Order new chairs' },
  documentation: `${restGuide}/api-group-issues/#api-rest-api-3-issue-post`,

  async run(context, { projectKey, issueType, labels, parentKey, ...fields }) {
    const { data: created } = await restApi(context).post('/issue', {
      json: {
        fields: {
          project: { key: projectKey.toUpperCase() },
          issuetype: { name: issueType.trim() },
          ...toFields(fields),
          ...(labels !== undefined && { labels }),
          ...(parentKey !== undefined && { parent: { key: parentKey.toUpperCase() } }),
        },
      },
      answer: IssueReference,
    });
    return readBack(context, created, fields.summary);
  },

  async reconcile(context, { projectKey, summary: wanted }, since) {
    const dayBefore = new Date(since.getTime() - 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
    const jql = 'project = :project AND creator = currentUser() AND created >= :day ORDER BY created DESC';
    const { issues } = await findIssues(context, bindJql(jql, { project: projectKey, day: dayBefore }), {});
    const [found, ...more] = issues.filter(
      ({ summary: is, createdAt }) => is === wanted.trim() && createdAt !== undefined && new Date(createdAt) >= since,
    );
    return more.length === 0 ? found : undefined;
  },
});

/** The issue exists whatever becomes of reading it: a failure to read must not look like a failure to create. */
async function readBack(context: OperationContext, created: Static<typeof IssueReference>, given: string) {
  try {
    const { data } = await restApi(context).get('/issue/{key}', {
      path: { key: created.key },
      query: { fields: readFields.join(',') },
      answer: IssueRecord,
    });
    return toIssue(context, data);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { ...issueLink(context, created), summary: given, labels: [] };
  }
}
