import { asks, defineDialogTemplate, failedWith, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { findFreeTime } from '../operations/find-free-time.operation.js';

/** Asks for a day, a duration and people, and shows when all of them are free. */
export const findFreeTimeDialog = defineDialogTemplate({
  name: 'find-free-time',
  title: 'Find a free time',
  description: 'Asks for a day, how long and with whom, and shows when everybody is free.',
  version: 1,
  operations: [findFreeTime],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Find a free time',
      utterances: ['find a free time', 'when am I free', 'find time for a meeting', 'when are we free', 'free slots'],
      transitions: [{ to: 'ask-day' }],
    },
    asks({
      id: 'ask-day',
      title: 'Day',
      entity: { name: 'day', kind: 'date', requirement: 'mandatory' },
      prompt: 'On which day?',
      again: 'I did not find one day in that. Say it like "31 January 2027" or "next Friday".',
      to: 'ask-duration',
    }),
    asks({
      id: 'ask-duration',
      title: 'Duration',
      entity: { name: 'length', kind: 'duration', requirement: 'mandatory' },
      prompt: 'How long does it have to be?',
      again: 'I did not find how long. Say it like "30 minutes" or "an hour and a half".',
      to: 'ask-people',
    }),
    asks({
      id: 'ask-people',
      title: 'With whom',
      entity: { name: 'people', kind: 'text', requirement: 'optional', maxLength: 2000 },
      prompt: 'Who else has to be free? Say their e-mail addresses, or "skip".',
      again: 'I need e-mail addresses with commas between them. Say "skip" to look at your calendar only.',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find a free time',
      operation: 'google-calendar.find-free-time',
      input: {
        date: { from: 'entity', name: 'day' },
        duration: { from: 'entity', name: 'length' },
        calendars: { from: 'entity', name: 'people' },
        limit: { from: 'value', value: 3 },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/times' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: [{ when: failedWith('record-not-found'), to: 'not-shared' }, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `Free on {{ entities.day }} ({{ results.find.timeZone }}):
{% for time in results.find.times %}{{ time.start | slice: 11, 5 }} to {{ time.end | slice: 11, 5 }}
{% endfor %}`,
      to: 'end',
    }),
    says({ id: 'none', title: 'None', text: 'There is no such time free on {{ entities.day }}.', to: 'end' }),
    says({ id: 'not-shared', title: 'Not shared', text: '{{ error.message }}', to: 'end' }),
    ...failureEndings({
      refused: 'Google Calendar does not let you look for free times.',
      failed: 'I could not look for free times.',
    }),
    ...gaveUp('Let us stop here. Say "find a free time" to begin again.'),
  ],
});
