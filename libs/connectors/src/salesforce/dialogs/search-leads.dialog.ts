import { defineDialogTemplate, failedWith } from '#connectors';
import { searchLeads } from '../operations/search-leads.operation.js';

/** Asks for a keyword and shows the leads that match. */
export const searchLeadsDialog = defineDialogTemplate({
  name: 'search-leads',
  title: 'Search leads',
  description: 'Asks for a name, a company or another keyword and shows the leads that match.',
  version: 1,
  operations: [searchLeads],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Search leads',
      utterances: ['search leads', 'search for a lead', 'find a lead', 'find leads', 'look up a lead'],
      transitions: [{ to: 'ask-keyword' }],
    },
    {
      id: 'ask-keyword',
      type: 'entity',
      title: 'Keyword',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompts: ['What shall I look for? A name, a company, an e-mail address or a phone number will do.'],
      errorPrompts: ['I need at least two letters or digits. What shall I look for?'],
      retries: 5,
      onExhausted: 'gave-up',
      transitions: [{ to: 'search' }],
    },
    {
      id: 'search',
      type: 'service',
      title: 'Search leads',
      operation: 'salesforce.search-leads',
      input: { keyword: { from: 'entity', name: 'keyword' }, limit: { from: 'value', value: 5 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'search', pointer: '/leads' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: [
        { when: failedWith('input-invalid', 'vendor-rejected-input'), to: 'too-short' },
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
          text: `{% for lead in results.search.leads %}{{ lead.name }}{% if lead.company %}, {{ lead.company }}{% endif %}
{{ lead.url }}
{% endfor %}
{%- if results.search.hasMore %}There are more: search for something more exact to see them.{% endif %}`,
        },
      ],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'none',
      type: 'message',
      title: 'None',
      variants: [
        {
          text: 'I found no lead for "{{ entities.keyword }}". A lead that is quite new may take a minute to be found.',
        },
      ],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'too-short',
      type: 'message',
      title: 'Too short',
      variants: [
        { text: 'Salesforce cannot search for "{{ entities.keyword }}": at least two letters or digits are needed.' },
      ],
      transitions: [{ to: 'ask-keyword' }],
    },
    {
      id: 'refused',
      type: 'message',
      title: 'Refused',
      variants: [{ text: 'Salesforce does not let you search leads. {{ error.message }}' }],
      transitions: [{ to: 'not-searched' }],
    },
    {
      id: 'failed',
      type: 'message',
      title: 'Failed',
      variants: [{ text: 'I could not search the leads. {{ error.message }}' }],
      transitions: [{ to: 'not-searched' }],
    },
    {
      id: 'gave-up',
      type: 'message',
      title: 'Gave up',
      variants: [{ text: 'Let us stop here. Say "search leads" to try again.' }],
      transitions: [{ to: 'stopped' }],
    },
    { id: 'not-searched', type: 'end', title: 'Not searched', outcome: 'failed', transitions: [] },
    { id: 'stopped', type: 'end', title: 'Stopped', outcome: 'cancelled', transitions: [] },
  ],
});
