import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createIssue } from '../operations/create-issue.operation.js';

/** Asks for a project, a type and a summary, and creates an issue. */
export const createIssueDialog = defineDialogTemplate({
  name: 'create-issue',
  title: 'Create an issue',
  description: 'Asks for a project, a type and a summary, creates the issue in Jira and answers with a link to it.',
  version: 1,
  operations: [createIssue],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create an issue',
      utterances: ['create an issue', 'create a new issue', 'add an issue', 'new issue', 'report a bug', 'file a bug'],
      transitions: [{ to: 'ask-project' }],
    },
    asks({
      id: 'ask-project',
      title: 'Project key',
      entity: { name: 'projectKey', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'Which project is it for? Its key will do, the first part of every issue: DEMO in DEMO-1.',
      again: 'A project key is one word that begins with a letter, such as DEMO. Which one is it?',
      to: 'ask-type',
    }),
    asks({
      id: 'ask-type',
      title: 'Type',
      entity: {
        name: 'issueType',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'Task', title: 'Task' },
          { value: 'Bug', title: 'Bug', synonyms: ['defect', 'error'] },
          { value: 'Story', title: 'Story', synonyms: ['user story', 'feature'] },
          { value: 'Epic', title: 'Epic' },
        ],
      },
      prompt: 'What kind of issue is it?',
      again: 'Please choose one of these types.',
      to: 'ask-summary',
    }),
    asks({
      id: 'ask-summary',
      title: 'Summary',
      entity: { name: 'summary', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is it about? One line will do.',
      again: 'I need one line of at most 255 characters. What is it about?',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the issue',
      operation: 'jira.create-issue',
      input: {
        projectKey: { from: 'entity', name: 'projectKey' },
        issueType: { from: 'entity', name: 'issueType' },
        summary: { from: 'entity', name: 'summary' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: `Done: {{ results.create.key }} is created.{% if results.create.status %} Its status is {{ results.create.status }}.{% endif %} {{ results.create.url }}`,
      card: {
        title: '{{ results.create.key }}',
        body: '{{ results.create.summary }}',
        label: 'View issue',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({ refused: 'Jira did not take the issue.', failed: 'I could not create the issue.' }),
    ...gaveUp('Let us stop here; no issue was created. Say "create an issue" to begin again.'),
  ],
});
