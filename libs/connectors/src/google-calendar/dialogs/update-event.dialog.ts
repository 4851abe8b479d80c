import {
  asks,
  asksIfChosen,
  confirms,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { listEvents } from '../operations/list-events.operation.js';
import { updateEvent } from '../operations/update-event.operation.js';

/** Finds an event by its words, asks which fields to change, then for those only, and changes nothing else. */
export const updateEventDialog = defineDialogTemplate({
  name: 'update-event',
  title: 'Update an event',
  description:
    'Finds an event by its words, asks which fields to change, then for those only, and changes nothing else.',
  version: 1,
  operations: [listEvents, updateEvent],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Update an event',
      utterances: ['update an event', 'change an event', 'move a meeting', 'reschedule a meeting', 'rename an event'],
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
        'Do you mean {{ results.find.events[0].title }} on {{ results.find.events[0].start | slice: 0, 16 | replace: "T", " " }}?',
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
          { value: 'title', title: 'Title', synonyms: ['name'] },
          { value: 'day', title: 'Day', synonyms: ['date'] },
          { value: 'begins', title: 'Time', synonyms: ['start', 'begin', 'hour'] },
          { value: 'location', title: 'Location', synonyms: ['place', 'room', 'where'] },
        ],
      },
      prompt: 'What shall I change? You can name several.',
      again: 'Please choose from these: title, day, time, location.',
      to: 'with-title',
    }),
    ...asksIfChosen({
      title: 'Title',
      entity: { name: 'title', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the new title?',
      again: 'I need a title of at most 255 characters. What is it?',
      to: 'with-day',
    }),
    ...asksIfChosen({
      title: 'Day',
      entity: { name: 'day', kind: 'date', requirement: 'mandatory' },
      prompt: 'On which day is it now?',
      again: 'I did not find one day in that. Say it like "31 January 2027" or "next Friday".',
      to: 'with-begins',
    }),
    ...asksIfChosen({
      title: 'Time',
      entity: { name: 'begins', kind: 'time', requirement: 'mandatory' },
      prompt: 'At what time does it begin now? It will take as long as before.',
      again: 'I did not find a time in that. Say it like "9:30" or "3 pm".',
      to: 'with-location',
    }),
    ...asksIfChosen({
      title: 'Location',
      entity: { name: 'location', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'Where does it take place?',
      again: 'I need a place of at most 255 characters. Where is it?',
      to: 'update',
    }),
    {
      id: 'update',
      type: 'service',
      title: 'Update the event',
      operation: 'google-calendar.update-event',
      input: {
        id: { from: 'result', node: 'find', pointer: '/events/0/id' },
        title: { from: 'entity', name: 'title' },
        date: { from: 'entity', name: 'day' },
        time: { from: 'entity', name: 'begins' },
        location: { from: 'entity', name: 'location' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'updated' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'updated',
      title: 'Updated',
      text: 'Done: {{ results.update.title }} is updated. {{ results.update.url }}',
      card: {
        title: '{{ results.update.title }}',
        body: '{{ results.update.start | slice: 0, 16 | replace: "T", " " }}',
        label: 'View event',
        url: '{{ results.update.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no event with "{{ entities.keyword }}" from now on, so nothing was changed.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was changed.', to: 'stopped' }),
    ...failureEndings({
      refused: 'Google Calendar did not take the change.',
      failed: 'I could not update the event.',
    }),
    ...gaveUp('Let us stop here; nothing was changed. Say "update an event" to begin again.'),
  ],
});
