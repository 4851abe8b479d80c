import { asks, defineDialogTemplate, failedWith, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { findQueues } from '../operations/find-queues.operation.js';
import { getQueueStatus } from '../operations/get-queue-status.operation.js';

/** Asks for a queue and tells how busy it is; names similar queues when none is called so. */
export const checkQueueDialog = defineDialogTemplate({
  name: 'check-queue',
  title: 'Check a queue',
  description: 'Asks for a queue and tells how many wait and how many people are there to help.',
  version: 1,
  operations: [getQueueStatus, findQueues],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Check a queue',
      utterances: [
        'check a queue',
        'how busy is a queue',
        'queue status',
        'how long is the queue',
        'how many people are waiting',
        'find a queue',
      ],
      transitions: [{ to: 'ask-queue' }],
    },
    asks({
      id: 'ask-queue',
      title: 'Queue',
      entity: { name: 'queue', kind: 'text', requirement: 'mandatory', maxLength: 256 },
      prompt: 'Which queue?',
      again: 'I need the name of a queue. Which one is it?',
      to: 'status',
    }),
    {
      id: 'status',
      type: 'service',
      title: 'Get the status',
      operation: 'genesys-cloud.get-queue-status',
      input: { queue: { from: 'entity', name: 'queue' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'shown' }],
      onFailure: [{ when: failedWith('record-not-found'), to: 'find' }, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{{ results.status.name }}: {{ results.status.waiting }} waiting, {{ results.status.interacting }} being served; {{ results.status.availableAgents }} of {{ results.status.onQueueAgents }} people are free.
{{ results.status.url }}`,
      card: {
        title: '{{ results.status.name }}',
        body: '{{ results.status.waiting }} waiting, {{ results.status.availableAgents }} free',
        label: 'View queue',
        url: '{{ results.status.url }}',
      },
      to: 'end',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find similar queues',
      operation: 'genesys-cloud.find-queues',
      input: { name: { from: 'entity', name: 'queue' }, limit: { from: 'value', value: 5 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/queues' }, operator: 'is-empty' }, to: 'none' },
        { to: 'similar' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'similar',
      title: 'Similar',
      text: `There is no queue "{{ entities.queue }}", but there {% if results.find.queues.size == 1 %}is{% else %}are{% endif %}:
{% for queue in results.find.queues %}{{ queue.name }}
{% endfor %}`,
      to: 'ask-queue',
    }),
    says({ id: 'none', title: 'None', text: 'I found no queue "{{ entities.queue }}".', to: 'end' }),
    ...failureEndings({
      refused: 'Genesys Cloud does not let you look at this queue.',
      failed: 'I could not get the status of the queue.',
    }),
    ...gaveUp('Let us stop here. Say "check a queue" to try again.'),
  ],
});
