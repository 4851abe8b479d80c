import {
  asks,
  asksIfChosen,
  defineDialogTemplate,
  failedWith,
  failureEndings,
  gaveUp,
  refusedOrFailed,
  says,
} from '#connectors';
import { updateIssue } from '../operations/update-issue.operation.js';

/** Asks which fields of an issue to change, then for those only, and changes nothing else. */
export const updateIssueDialog = defineDialogTemplate({
  name: 'update-issue',
  title: 'Update an issue',
  description: 'Asks which fields of an issue to change, then for those only, and changes nothing else.',
  version: 1,
  operations: [updateIssue],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Update an issue',
      utterances: ['update an issue', 'change an issue', 'edit an issue', 'update issue', 'label an issue'],
      transitions: [{ to: 'ask-key' }],
    },
    asks({
      id: 'ask-key',
      title: 'Issue key',
      entity: { name: 'issueKey', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the key of the issue? It looks like DEMO-1.',
      again: 'A key is a project, a hyphen and a number, such as DEMO-1. What is it?',
      to: 'ask-fields',
    }),
    asks({
      id: 'ask-fields',
      title: 'Fields to change',
      entity: {
        name: 'fields',
        kind: 'choice',
        requirement: 'mandatory',
        multiple: true,
        choices: [
          { value: 'summary', title: 'Summary', synonyms: ['title', 'name'] },
          { value: 'label', title: 'Label', synonyms: ['labels', 'tag'] },
        ],
      },
      prompt: 'What shall I change? You can name both.',
      again: 'Please choose from these: summary, label.',
      to: 'with-summary',
    }),
    ...asksIfChosen({
      title: 'Summary',
      entity: { name: 'summary', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the new summary?',
      again: 'I need one line of at most 255 characters. What is the new summary?',
      to: 'with-label',
    }),
    ...asksIfChosen({
      title: 'Label',
      entity: { name: 'label', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'Which label shall I add? One word, without spaces.',
      again: 'A label is one word of at most 255 characters. Which one shall I add?',
      to: 'update',
    }),
    {
      id: 'update',
      type: 'service',
      title: 'Update the issue',
      operation: 'jira.update-issue',
      input: {
        key: { from: 'entity', name: 'issueKey' },
        summary: { from: 'entity', name: 'summary' },
        addLabel: { from: 'entity', name: 'label' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'updated' }],
      onFailure: [{ when: failedWith('record-not-found'), to: 'not-found' }, ...refusedOrFailed],
    },
    says({
      id: 'updated',
      title: 'Updated',
      text: 'Done: {{ results.update.key }} is updated. {{ results.update.url }}',
      card: { title: '{{ results.update.key }} updated', label: 'View issue', url: '{{ results.update.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no issue with the key {{ entities.issueKey }}, so nothing was changed.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'Jira did not take the change.', failed: 'I could not update the issue.' }),
    ...gaveUp('Let us stop here; nothing was changed. Say "update an issue" to begin again.'),
  ],
});
