import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { getIssue } from '../operations/get-issue.operation.js';

/** Asks for the key of an issue and shows it. */
export const viewIssueDialog = defineDialogTemplate({
  name: 'view-issue',
  title: 'View an issue',
  description: 'Asks for the key of an issue and shows what Jira knows of it.',
  version: 1,
  operations: [getIssue],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'View an issue',
      utterances: [
        'view an issue',
        'show an issue',
        'show me an issue',
        'open an issue',
        'get an issue',
        'issue details',
      ],
      transitions: [{ to: 'ask-key' }],
    },
    asks({
      id: 'ask-key',
      title: 'Issue key',
      entity: { name: 'issueKey', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the key of the issue? It looks like DEMO-1.',
      again: 'A key is a project, a hyphen and a number, such as DEMO-1. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the issue',
      operation: 'jira.get-issue',
      input: { key: { from: 'entity', name: 'issueKey' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{{ results.get.key }}: {{ results.get.summary }}
{%- if results.get.status %}
Status: {{ results.get.status }}{% endif %}
{%- if results.get.assignee %}
Assignee: {{ results.get.assignee }}{% endif %}
{%- if results.get.priority %}
Priority: {{ results.get.priority }}{% endif %}
{%- if results.get.dueDate %}
Due: {{ results.get.dueDate }}{% endif %}
{{ results.get.url }}`,
      card: {
        title: '{{ results.get.key }}',
        body: '{{ results.get.summary }}{% if results.get.status %} - {{ results.get.status }}{% endif %}',
        label: 'View issue',
        url: '{{ results.get.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no issue with the key {{ entities.issueKey }}.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'Jira does not let you see this issue.', failed: 'I could not get the issue.' }),
    ...gaveUp('Let us stop here. You can also say "list issues" to see the newest ones.'),
  ],
});
