import { defineDialogTemplate, failedWith } from '#connectors';
import { deleteLead } from '../operations/delete-lead.operation.js';
import { getLead } from '../operations/get-lead.operation.js';

/** Asks for the id of a lead, shows whose it is, and deletes it once that is confirmed. */
export const deleteLeadDialog = defineDialogTemplate({
  name: 'delete-lead',
  title: 'Delete a lead',
  description: 'Asks for the id of a lead, shows whose it is and deletes it once that is confirmed.',
  version: 1,
  operations: [getLead, deleteLead],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete a lead',
      utterances: ['delete a lead', 'delete lead', 'remove a lead', 'erase a lead'],
      transitions: [{ to: 'ask-id' }],
    },
    {
      id: 'ask-id',
      type: 'entity',
      title: 'Lead id',
      entity: { name: 'leadId', kind: 'text', requirement: 'mandatory', maxLength: 18 },
      prompts: ['What is the id of the lead to delete? It begins with 00Q and stands in the address of its page.'],
      errorPrompts: ['An id has 15 or 18 letters and digits, such as 00Q8d00000AbCdEAAV. What is it?'],
      retries: 5,
      onExhausted: 'kept',
      transitions: [{ to: 'get' }],
    },
    {
      id: 'get',
      type: 'service',
      title: 'Get the lead',
      operation: 'salesforce.get-lead',
      input: { id: { from: 'entity', name: 'leadId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-sure' }],
      onFailure: [
        { when: failedWith('record-not-found', 'input-invalid'), to: 'not-found' },
        { when: failedWith('vendor-forbidden'), to: 'refused' },
        { to: 'failed' },
      ],
    },
    {
      id: 'ask-sure',
      type: 'entity',
      title: 'Sure?',
      entity: { name: 'isSure', kind: 'yes-no', requirement: 'mandatory' },
      prompts: [
        'Shall I delete {{ results.get.name }}{% if results.get.company %} of {{ results.get.company }}{% endif %}?',
      ],
      errorPrompts: ['Please say yes or no: shall I delete {{ results.get.name }}?'],
      retries: 2,
      onExhausted: 'kept',
      transitions: [
        {
          when: { left: { from: 'entity', name: 'isSure' }, operator: 'equals', right: { from: 'value', value: true } },
          to: 'delete',
        },
        { to: 'kept' },
      ],
    },
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the lead',
      operation: 'salesforce.delete-lead',
      input: { id: { from: 'result', node: 'get', pointer: '/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [
        { when: failedWith('record-not-found'), to: 'not-found' },
        { when: failedWith('vendor-forbidden', 'vendor-rejected-input', 'vendor-conflict'), to: 'refused' },
        { to: 'failed' },
      ],
    },
    {
      id: 'deleted',
      type: 'message',
      title: 'Deleted',
      variants: [
        { text: 'Done: {{ results.get.name }} is deleted. For 15 days the lead can be restored from the recycle bin.' },
      ],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'not-found',
      type: 'message',
      title: 'Not found',
      variants: [{ text: 'I found no lead with the id {{ entities.leadId }}, so nothing was deleted.' }],
      transitions: [{ to: 'end' }],
    },
    {
      id: 'kept',
      type: 'message',
      title: 'Kept',
      variants: [{ text: 'All right, nothing was deleted.' }],
      transitions: [{ to: 'stopped' }],
    },
    {
      id: 'refused',
      type: 'message',
      title: 'Refused',
      variants: [{ text: 'Salesforce does not let you delete this lead. {{ error.message }}' }],
      transitions: [{ to: 'not-deleted' }],
    },
    {
      id: 'failed',
      type: 'message',
      title: 'Failed',
      variants: [{ text: 'I could not delete the lead. {{ error.message }}' }],
      transitions: [{ to: 'not-deleted' }],
    },
    { id: 'not-deleted', type: 'end', title: 'Not deleted', outcome: 'failed', transitions: [] },
    { id: 'stopped', type: 'end', title: 'Stopped', outcome: 'cancelled', transitions: [] },
  ],
});
