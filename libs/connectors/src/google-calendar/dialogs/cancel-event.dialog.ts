import {
  asks,
  confirms,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { deleteEvent } from '../operations/delete-event.operation.js';
import { listEvents } from '../operations/list-events.operation.js';

/** Finds an event by its words, shows which it is, and cancels it once that is confirmed. */
export const cancelEventDialog = defineDialogTemplate({
  name: 'cancel-event',
  title: 'Cancel an event',
  description: 'Finds an event by its words, shows which it is and cancels it once that is confirmed.',
  version: 1,
  operations: [listEvents, deleteEvent],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Cancel an event',
      utterances: ['cancel an event', 'cancel a meeting', 'delete an event', 'remove a meeting', 'call off a meeting'],
      transitions: [{ to: 'ask-keyword' }],
    },
    asks({
      id: 'ask-keyword',
      title: 'Which event',
      entity: { name: 'keyword', kind: 'text', requirement: 'mandatory', maxLength: 200 },
      prompt: 'Which event? Say a few words of its title.',
      again: 'I need a few words of its title. Which event is it?',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find the event',
      operation: 'google-calendar.list-events',
      input: { keyword: { from: 'entity', name: 'keyword' }, limit: { from: 'value', value: 1 } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/events' }, operator: 'is-empty' }, to: 'not-found' },
        { to: 'ask-sure' },
      ],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({
      prompt:
        'Shall I cancel {{ results.find.events[0].title }} on {{ results.find.events[0].start | slice: 0, 16 | replace: "T", " " }}?',
      to: 'delete',
    }),
    {
      id: 'delete',
      type: 'service',
      title: 'Cancel the event',
      operation: 'google-calendar.delete-event',
      input: { id: { from: 'result', node: 'find', pointer: '/events/0/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'deleted',
      title: 'Cancelled',
      text: 'Done: {{ results.find.events[0].title }} is cancelled, and whoever was invited is told.',
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no event with "{{ entities.keyword }}" from now on, so nothing was cancelled.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was cancelled.', to: 'stopped' }),
    ...failureEndings({
      refused: 'Google Calendar does not let you cancel this event.',
      failed: 'I could not cancel the event.',
    }),
    ...gaveUp('Let us stop here; nothing was cancelled.'),
  ],
});
