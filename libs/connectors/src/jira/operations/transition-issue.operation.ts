import { defineOperation, InputInvalidError, type OperationContext } from '#connectors';
import { Type } from 'typebox';
import { issueUrl, restApi, restGuide } from '../rest-api.js';
import { IssueKey } from './issue.js';

const Transitions = Type.Object({
  transitions: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), to: Type.Object({ name: Type.String() }) }),
  ),
});

/** Moves an issue to another status: GET, then POST issue/{issueIdOrKey}/transitions. */
export const transitionIssue = defineOperation({
  connector: 'jira',
  name: 'transition-issue',
  title: 'Move an issue',
  description: 'Moves an issue to another status, where its workflow leads there from the status it has.',
  effect: 'write',
  input: Type.Object(
    {
      key: IssueKey,
      status: Type.String({
        title: 'Status',
        description: 'The status, or the transition that leads there, as the site names it: Done.',
        minLength: 1,
        maxLength: 255,
        pattern: '\\S',
      }),
    },
    { title: 'Move', description: 'The issue and where it shall stand.', additionalProperties: false },
  ),
  output: Type.Object({
    key: Type.String({ title: 'Key', description: 'Key of the issue.' }),
    url: Type.String({ title: 'Link', description: 'Opens the issue in Jira.', format: 'uri' }),
    status: Type.String({ title: 'Status', description: 'The status that the issue has now.' }),
  }),
  scopes: ['read:jira-work', 'write:jira-work'],
  example: { key: 'DEMO-1', status: 'Done' },
  documentation: `${restGuide}/api-group-issues/#api-rest-api-3-issue-issueidorkey-transitions-post`,

  async run(context, { key, status }) {
    const { id, to } = await transitionTo(context, key, status);
    await restApi(context).post('/issue/{key}/transitions', { path: { key }, json: { transition: { id } } });
    return { key, url: issueUrl(context, key), status: to.name };
  },
});

/** The one transition that leads to the status, or that is called so. */
async function transitionTo(context: OperationContext, key: string, status: string) {
  const { data } = await restApi(context).get('/issue/{key}/transitions', { path: { key }, answer: Transitions });
  const wanted = status.trim().toLowerCase();
  const byStatus = data.transitions.filter(({ to }) => to.name.toLowerCase() === wanted);
  const byName = data.transitions.filter(({ name }) => name.toLowerCase() === wanted);
  const [found] = byStatus.length > 0 ? byStatus : byName;
  if (found !== undefined) return found;
  const possible = [...new Set(data.transitions.map(({ to }) => to.name))].slice(0, 20);
  const message =
    possible.length > 0
      ? `must be one of ${possible.join(', ')}`
      : 'cannot change: its workflow leads nowhere from here';
  throw new InputInvalidError(`The issue ${key} cannot be moved there: its status ${message}.`, [
    { pointer: '/status', message, keyword: 'transition' },
  ]);
}
