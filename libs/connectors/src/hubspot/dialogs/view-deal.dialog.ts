import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { getDeal } from '../operations/deals/get-deal.operation.js';

/** Asks for the id of a deal and shows it. */
export const viewDealDialog = defineDialogTemplate({
  name: 'view-deal',
  title: 'View a deal',
  description: 'Asks for the id of a deal and shows what HubSpot knows of it.',
  version: 1,
  operations: [getDeal],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'View a deal',
      utterances: ['view a deal', 'show a deal', 'show me a deal', 'open a deal', 'get a deal', 'deal details'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Deal id',
      entity: { name: 'dealId', kind: 'text', requirement: 'mandatory', maxLength: 20 },
      prompt: 'What is the id of the deal? It is the number at the end of the address of its page.',
      again: 'An id is a number, such as 4100001. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the deal',
      operation: 'hubspot.get-deal',
      input: { id: { from: 'entity', name: 'dealId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{{ results.get.name }}.
{%- if results.get.stage %}
Stage: {{ results.get.stage }}{% endif %}
{%- if results.get.amount %}
Amount: {{ results.get.amount }}{% endif %}
{%- if results.get.closeDate %}
Closes: {{ results.get.closeDate | slice: 0, 10 }}{% endif %}
{{ results.get.url }}`,
      card: {
        title: '{{ results.get.name }}',
        body: '{{ results.get.stage }}',
        label: 'View deal',
        url: '{{ results.get.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no deal with the id {{ entities.dealId }}.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'HubSpot does not let you see this deal.', failed: 'I could not get the deal.' }),
    ...gaveUp('Let us stop here. You can also say "search deals" to find a deal by name.'),
  ],
});
