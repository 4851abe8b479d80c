import {
  asks,
  asksIfChosen,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { dealStages } from '../deal-stages.js';
import { updateDeal } from '../operations/deals/update-deal.operation.js';

/** Asks which fields of a deal to change, then for those only, and changes nothing else. */
export const updateDealDialog = defineDialogTemplate({
  name: 'update-deal',
  title: 'Update a deal',
  description: 'Asks which fields of a deal to change, then for those only, and changes nothing else.',
  version: 1,
  operations: [updateDeal],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Update a deal',
      utterances: ['update a deal', 'change a deal', 'edit a deal', 'update deal', 'change the stage of a deal'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Deal id',
      entity: { name: 'dealId', kind: 'text', requirement: 'mandatory', maxLength: 20 },
      prompt: 'What is the id of the deal? It is the number at the end of the address of its page.',
      again: 'An id is a number, such as 4100001. What is it?',
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
          { value: 'name', title: 'Name' },
          { value: 'stage', title: 'Stage' },
        ],
      },
      prompt: 'What shall I change? You can name both.',
      again: 'Please choose from these: name, stage.',
      to: 'with-name',
    }),
    ...asksIfChosen({
      title: 'Name',
      entity: { name: 'name', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the new name?',
      again: 'I need a name of at most 255 characters. What is it?',
      to: 'with-stage',
    }),
    ...asksIfChosen({
      title: 'Stage',
      entity: { name: 'stage', kind: 'choice', requirement: 'mandatory', choices: dealStages },
      prompt: 'What is the new stage?',
      again: 'Please choose one of these stages.',
      to: 'update',
    }),
    {
      id: 'update',
      type: 'service',
      title: 'Update the deal',
      operation: 'hubspot.update-deal',
      input: {
        id: { from: 'entity', name: 'dealId' },
        name: { from: 'entity', name: 'name' },
        stage: { from: 'entity', name: 'stage' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'updated' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'updated',
      title: 'Updated',
      text: 'Done: the deal is updated. {{ results.update.url }}',
      card: { title: 'Deal updated', label: 'View deal', url: '{{ results.update.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no deal with the id {{ entities.dealId }}, so nothing was changed.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'HubSpot did not take the change.', failed: 'I could not update the deal.' }),
    ...gaveUp('Let us stop here; nothing was changed. Say "update a deal" to begin again.'),
  ],
});
