import { defineDialogTemplate, failedWith } from '#connectors';
import { getLead } from '../operations/get-lead.operation.js';

/** Asks for the id of a lead and shows it. */
export const viewLeadDialog = defineDialogTemplate({
  name: 'view-lead',
  title: 'View a lead',
  description: 'Asks for the id of a lead and shows what Salesforce knows of it.',
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
    {
      id: 'ask-id',
      type: 'entity',
      title: 'Lead id',
      entity: { name: 'leadId', kind: 'text', requirement: 'mandatory', maxLength: 18 },
      prompts: ['What is the id of the lead? It begins with 00Q and stands in the address of its page.'],
      errorPrompts: ['An id has 15 or 18 letters and digits, such as 00Q8d00000AbCdEAAV. What is it?'],
      retries: 5,
      onExhausted: 'gave-up',
      transitions: [{ to: 'get' }],
    },
    {
      id: 'get',
      type: 'service',
      title: 'Get the lead',
      operation: 'salesforce.get-lead',
      input: { id: { from: 'entity', name: 'leadId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [
        { when: failedWith('record-not-found', 'input-invalid'), to: 'not-found' },
        { when: failedWith('vendor-forbidden'), to: 'refused' },
        { to: 'failed' },
      ],
    },
    {
      id: 'shown',
      type: 'message',
      title: 'Shown',
      variants: [
        {
          text: `{{ results.get.name }}{% if results.get.title %}, {{ results.get.title }}{% endif %}{% if results.get.company %} at {{ results.get.company }}{% endif %}.
{%- if results.get.status %}
Status: {{ results.get.status }}{% endif %}
{%- if results.get.email %}
E-mail: {{ results.get.email }}{% endif %}
{%- if results.get.phone %}
Phone: {{ results.get.phone }}{% endif %}
{%- if results.get.mobilePhone %}
Mobile: {{ results.get.mobilePhone }}{% endif %}
{{ results.get.url }}`,
          card: {
            title: '{{ results.get.name }}',
            body: '{{ results.get.company }}{% if results.get.status %} - {{ results.get.status }}{% endif %}',
            link: { label: 'View lead', url: '{{ results.get.url }}' },
          },
        },
      ],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'not-found',
      type: 'message',
      title: 'Not found',
      variants: [{ text: 'I found no lead with the id {{ entities.leadId }}.' }],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'refused',
      type: 'message',
      title: 'Refused',
      variants: [{ text: 'Salesforce does not let you see this lead. {{ error.message }}' }],
      transitions: [{ to: 'not-shown' }],
    },
    {
      id: 'failed',
      type: 'message',
      title: 'Failed',
      variants: [{ text: 'I could not get the lead. {{ error.message }}' }],
      transitions: [{ to: 'not-shown' }],
    },
    {
      id: 'gave-up',
      type: 'message',
      title: 'Gave up',
      variants: [{ text: 'Let us stop here. You can also say "search leads" to find a lead by name.' }],
      transitions: [{ to: 'stopped' }],
    },
    { id: 'not-shown', type: 'end', title: 'Not shown', outcome: 'failed', transitions: [] },
    { id: 'stopped', type: 'end', title: 'Stopped', outcome: 'cancelled', transitions: [] },
  ],
});
