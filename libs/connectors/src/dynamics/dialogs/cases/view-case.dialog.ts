import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { getCase } from '../../operations/cases/get-case.operation.js';

/** Asks for the id of a case and shows it. */
export const viewCaseDialog = defineDialogTemplate({
  name: 'view-case',
  title: 'View a case',
  description: 'Asks for the id of a case and shows what Dynamics 365 knows of it.',
  version: 1,
  operations: [getCase],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'View a case',
      utterances: ['view a case', 'show a case', 'show me a case', 'open a case', 'get a case', 'case details'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Case id',
      entity: { name: 'caseId', kind: 'text', requirement: 'mandatory', maxLength: 36 },
      prompt: 'What is the id of the case? It stands behind "id=" in the address of its page.',
      again: 'An id has 36 characters, such as 5f2c1d9e-0a4b-4c3d-8e7f-6a5b4c3d2e1f. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the case',
      operation: 'dynamics.get-case',
      input: { id: { from: 'entity', name: 'caseId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{{ results.get.name }}
{%- if results.get.ticketNumber %}
Number: {{ results.get.ticketNumber }}{% endif %}
{%- if results.get.status %}
Status: {{ results.get.status }}{% endif %}
{%- if results.get.priority %}
Priority: {{ results.get.priority }}{% endif %}
{%- if results.get.description %}
Description: {{ results.get.description }}{% endif %}
{{ results.get.url }}`,
      card: { title: '{{ results.get.name }}', label: 'View case', url: '{{ results.get.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no case with the id {{ entities.caseId }}.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Dynamics 365 does not let you see this case.',
      failed: 'I could not get the case.',
    }),
    ...gaveUp('Let us stop here. You can also say "search cases" to find one.'),
  ],
});
