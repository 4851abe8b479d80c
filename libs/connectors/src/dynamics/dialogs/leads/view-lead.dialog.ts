import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { getLead } from '../../operations/leads/get-lead.operation.js';

/** Asks for the id of a lead and shows it. */
export const viewLeadDialog = defineDialogTemplate({
  name: 'view-lead',
  title: 'View a lead',
  description: 'Asks for the id of a lead and shows what Dynamics 365 knows of it.',
  version: 1,
  operations: [getLead],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'View a lead',
      utterances: ['view a lead', 'show a lead', 'show me a lead', 'open a lead', 'get a lead', 'lead details'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Lead id',
      entity: { name: 'leadId', kind: 'text', requirement: 'mandatory', maxLength: 36 },
      prompt: 'What is the id of the lead? It stands behind "id=" in the address of its page.',
      again: 'An id has 36 characters, such as 5f2c1d9e-0a4b-4c3d-8e7f-6a5b4c3d2e1f. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the lead',
      operation: 'dynamics.get-lead',
      input: { id: { from: 'entity', name: 'leadId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{{ results.get.name }}
{%- if results.get.company %}
Company: {{ results.get.company }}{% endif %}
{%- if results.get.status %}
Status: {{ results.get.status }}{% endif %}
{%- if results.get.rating %}
Rating: {{ results.get.rating }}{% endif %}
{%- if results.get.email %}
E-mail: {{ results.get.email }}{% endif %}
{%- if results.get.phone %}
Phone: {{ results.get.phone }}{% endif %}
{{ results.get.url }}`,
      card: { title: '{{ results.get.name }}', label: 'View lead', url: '{{ results.get.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no lead with the id {{ entities.leadId }}.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Dynamics 365 does not let you see this lead.',
      failed: 'I could not get the lead.',
    }),
    ...gaveUp('Let us stop here. You can also say "search leads" to find one.'),
  ],
});
