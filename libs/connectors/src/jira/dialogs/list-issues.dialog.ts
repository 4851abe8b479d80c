import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listIssues } from '../operations/list-issues.operation.js';

/** Lists issues, newest first, page by page for as long as the user wants more. */
export const listIssuesDialog = defineDialogTemplate({
  name: 'list-issues',
  title: 'List issues',
  description: 'Lists issues, the newest first, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listIssues],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List issues',
      utterances: [
        'list issues',
        'list all issues',
        'show issues',
        'show all issues',
        'show me the issues',
        'newest issues',
      ],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List issues',
      operation: 'jira.list-issues',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/issues' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for issue in results.list.issues %}{{ issue.key }}: {{ issue.summary }}{% if issue.status %} ({{ issue.status }}){% endif %}
{{ issue.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all the issues.'),
    says({ id: 'none', title: 'None', text: 'There are no issues in Jira that you can see.', to: 'end' }),
    ...failureEndings({ refused: 'Jira does not let you list issues.', failed: 'I could not list the issues.' }),
  ],
});
