import { asks, defineDialogTemplate, failedWith, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createCallback } from '../operations/create-callback.operation.js';

/** Asks for a number, a name, a time and a queue, and requests a callback. */
export const requestCallbackDialog = defineDialogTemplate({
  name: 'request-callback',
  title: 'Request a callback',
  description: 'Asks for a phone number, a name, a time and a queue, and puts a callback into the queue.',
  version: 1,
  operations: [createCallback],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Request a callback',
      utterances: ['request a callback', 'call me back', 'I want to be called', 'schedule a callback', 'call me'],
      transitions: [{ to: 'ask-phone' }],
    },
    asks({
      id: 'ask-phone',
      title: 'Phone',
      entity: { name: 'phone', kind: 'phone', requirement: 'mandatory' },
      prompt: 'Which number shall we call?',
      again: 'That is no phone number I can read. Say it with the country code, such as +1 317 555 0123.',
      to: 'ask-name',
    }),
    asks({
      id: 'ask-name',
      title: 'Name',
      entity: { name: 'callbackName', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'And whom shall we ask for?',
      again: 'I need a name of at most 200 characters. Whom shall we ask for?',
      to: 'ask-time',
    }),
    asks({
      id: 'ask-time',
      title: 'Time',
      entity: { name: 'scheduledAt', kind: 'date-time', requirement: 'optional' },
      prompt: 'When? Say a day and a time, or "skip" to be called as soon as somebody is free.',
      again: 'I did not find one time in that. Say it like "tomorrow at 3pm", or "skip".',
      to: 'ask-queue',
    }),
    asks({
      id: 'ask-queue',
      title: 'Queue',
      entity: { name: 'queue', kind: 'text', requirement: 'mandatory', maxLength: 256 },
      prompt: 'And who should call: which queue?',
      again: 'I need the name of a queue. Which one is it?',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the callback',
      operation: 'genesys-cloud.create-callback',
      input: {
        queue: { from: 'entity', name: 'queue' },
        phone: { from: 'entity', name: 'phone' },
        name: { from: 'entity', name: 'callbackName' },
        scheduledAt: { from: 'entity', name: 'scheduledAt' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: [{ when: failedWith('record-not-found'), to: 'no-queue' }, ...refusedOrFailed],
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: {{ results.create.queue }} will call {{ entities.phone }}{% if entities.scheduledAt %} at {{ entities.scheduledAt }}{% else %} as soon as somebody is free{% endif %}. {{ results.create.url }}',
      card: {
        title: 'Callback to {{ entities.phone }}',
        body: '{{ results.create.queue }}',
        label: 'View callback',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'no-queue',
      title: 'No such queue',
      text: 'There is no queue "{{ entities.queue }}".',
      to: 'ask-queue',
    }),
    ...failureEndings({
      refused: 'Genesys Cloud did not take the callback.',
      failed: 'I could not request the callback.',
    }),
    ...gaveUp('Let us stop here; no callback was requested. Say "call me back" to begin again.'),
  ],
});
