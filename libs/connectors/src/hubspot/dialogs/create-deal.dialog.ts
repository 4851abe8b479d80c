import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { dealStages } from '../deal-stages.js';
import { createDeal } from '../operations/deals/create-deal.operation.js';

/** Asks for a name and a stage, and creates a deal. */
export const createDealDialog = defineDialogTemplate({
  name: 'create-deal',
  title: 'Create a deal',
  description: 'Asks for a name and a stage, creates the deal in HubSpot and answers with a link to it.',
  version: 1,
  operations: [createDeal],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a deal',
      utterances: ['create a deal', 'create a new deal', 'add a deal', 'add a new deal', 'new deal'],
      transitions: [{ to: 'ask-name' }],
    },
    asks({
      id: 'ask-name',
      title: 'Name',
      entity: { name: 'name', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the name of the deal?',
      again: 'I need a name of at most 255 characters. What is it?',
      to: 'ask-stage',
    }),
    asks({
      id: 'ask-stage',
      title: 'Stage',
      entity: { name: 'stage', kind: 'choice', requirement: 'mandatory', choices: dealStages },
      prompt: 'Which stage is it in?',
      again: 'Please choose one of these stages.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the deal',
      operation: 'hubspot.create-deal',
      input: {
        name: { from: 'entity', name: 'name' },
        stage: { from: 'entity', name: 'stage' },
        pipeline: { from: 'value', value: 'default' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: the deal {{ entities.name }} is created. {{ results.create.url }}',
      card: { title: '{{ entities.name }}', label: 'View deal', url: '{{ results.create.url }}' },
      to: 'end',
    }),
    ...failureEndings({ refused: 'HubSpot did not take the deal.', failed: 'I could not create the deal.' }),
    ...gaveUp('Let us stop here; nothing was created. Say "create a deal" to begin again.'),
  ],
});
