import { defineDialogTemplate, failedWith } from '#connectors';
import { listLeads } from '../operations/list-leads.operation.js';

/** Lists leads, newest first, page by page for as long as the user wants more. */
export const listLeadsDialog = defineDialogTemplate({
  name: 'list-leads',
  title: 'List leads',
  description: 'Lists leads, the newest first, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listLeads],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List leads',
      utterances: ['list leads', 'list my leads', 'show leads', 'show all leads', 'show me my leads', 'newest leads'],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List leads',
      operation: 'salesforce.list-leads',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/leads' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: [{ when: failedWith('vendor-forbidden'), to: 'refused' }, { to: 'failed' }],
    },
    {
      id: 'shown',
      type: 'message',
      title: 'Shown',
      variants: [
        {
          text: `{% for lead in results.list.leads %}{{ lead.name }}{% if lead.company %}, {{ lead.company }}{% endif %}
{{ lead.url }}
{% endfor %}`,
        },
      ],
      transitions: [
        {
          when: {
            left: { from: 'result', node: 'list', pointer: '/hasMore' },
            operator: 'equals',
            right: { from: 'value', value: true },
          },
          to: 'ask-more',
        },
        { to: 'all-shown' },
      ],
    },
    {
      id: 'ask-more',
      type: 'entity',
      title: 'Show more?',
      entity: { name: 'showMore', kind: 'yes-no', requirement: 'mandatory' },
      prompts: ['Show more?'],
      errorPrompts: ['Please say yes or no: shall I show more leads?'],
      retries: 2,
      onExhausted: 'end',
      transitions: [
        {
          when: {
            left: { from: 'entity', name: 'showMore' },
            operator: 'equals',
            right: { from: 'value', value: true },
          },
          to: 'list',
        },
        { to: 'end' },
      ],
    },
    {
      id: 'all-shown',
      type: 'message',
      title: 'All shown',
      variants: [{ text: 'Those are all your leads.' }],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'none',
      type: 'message',
      title: 'None',
      variants: [{ text: 'There are no leads in Salesforce that you can see.' }],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'refused',
      type: 'message',
      title: 'Refused',
      variants: [{ text: 'Salesforce does not let you list leads. {{ error.message }}' }],
      transitions: [{ to: 'not-listed' }],
    },
    {
      id: 'failed',
      type: 'message',
      title: 'Failed',
      variants: [{ text: 'I could not list the leads. {{ error.message }}' }],
      transitions: [{ to: 'not-listed' }],
    },
    { id: 'not-listed', type: 'end', title: 'Not listed', outcome: 'failed', transitions: [] },
  ],
});
