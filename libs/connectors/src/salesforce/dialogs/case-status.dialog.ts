import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { getCase } from '../operations/cases/get-case.operation.js';

/** Asks for the number of a case and tells where it stands. */
export const caseStatusDialog = defineDialogTemplate({
  name: 'case-status',
  title: 'Case status',
  description: 'Asks for the number of a case and tells where it stands.',
  version: 1,
  operations: [getCase],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Case status',
      utterances: ['case status', 'status of my case', 'what about my case', 'show a case', 'view a case'],
      transitions: [{ to: 'ask-number' }],
    },
    asks({
      id: 'ask-number',
      title: 'Case number',
      entity: { name: 'caseNumber', kind: 'text', requirement: 'mandatory', maxLength: 30 },
      prompt: 'What is the number of the case?',
      again: 'I need the number of a case, such as 00001026. Which one is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the case',
      operation: 'salesforce.get-case',
      input: { number: { from: 'entity', name: 'caseNumber' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{{ results.get.subject | default: "Case" }}
{%- if results.get.status %}
Status: {{ results.get.status }}{% endif %}
{%- if results.get.priority %}
Priority: {{ results.get.priority }}{% endif %}
{{ results.get.url }}`,
      card: {
        title: 'Case {{ results.get.number }}',
        body: '{{ results.get.subject }}',
        label: 'View case',
        url: '{{ results.get.url }}',
      },
      to: 'end',
    }),
    says({ id: 'not-found', title: 'Not found', text: 'I found no case {{ entities.caseNumber }}.', to: 'end' }),
    ...failureEndings({
      refused: 'Salesforce does not let you see this case.',
      failed: 'I could not look up the case.',
    }),
    ...gaveUp('Let us stop here. Say "case status" to try again.'),
  ],
});
