import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createEvent } from '../operations/create-event.operation.js';

/** Asks for a title, a day, a time, a duration and attendees, and creates an event. */
export const createEventDialog = defineDialogTemplate({
  name: 'create-event',
  title: 'Create an event',
  description: 'Asks for a title, when, how long and with whom, creates the event and answers with a link to it.',
  version: 1,
  operations: [createEvent],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create an event',
      utterances: ['create an event', 'schedule a meeting', 'book a meeting', 'new event', 'add to my calendar'],
      transitions: [{ to: 'ask-title' }],
    },
    asks({
      id: 'ask-title',
      title: 'Title',
      entity: { name: 'title', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the event called?',
      again: 'I need a title of at most 255 characters. What is it?',
      to: 'ask-day',
    }),
    asks({
      id: 'ask-day',
      title: 'Day',
      entity: { name: 'day', kind: 'date', requirement: 'mandatory' },
      prompt: 'On which day?',
      again: 'I did not find one day in that. Say it like "31 January 2027" or "next Friday".',
      to: 'ask-time',
    }),
    asks({
      id: 'ask-time',
      title: 'Begins at',
      entity: { name: 'begins', kind: 'time', requirement: 'mandatory' },
      prompt: 'At what time does it begin?',
      again: 'I did not find a time in that. Say it like "9:30" or "3 pm".',
      to: 'ask-duration',
    }),
    asks({
      id: 'ask-duration',
      title: 'Duration',
      entity: { name: 'length', kind: 'duration', requirement: 'mandatory' },
      prompt: 'How long does it take?',
      again: 'I did not find how long. Say it like "30 minutes" or "an hour and a half".',
      to: 'ask-attendees',
    }),
    asks({
      id: 'ask-attendees',
      title: 'Attendees',
      entity: { name: 'attendees', kind: 'text', requirement: 'optional', maxLength: 2000 },
      prompt: 'Whom shall I invite? Say their e-mail addresses, or "skip".',
      again: 'I need e-mail addresses with commas between them. Say "skip" to invite nobody.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the event',
      operation: 'google-calendar.create-event',
      input: {
        title: { from: 'entity', name: 'title' },
        date: { from: 'entity', name: 'day' },
        time: { from: 'entity', name: 'begins' },
        duration: { from: 'entity', name: 'length' },
        attendees: { from: 'entity', name: 'attendees' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: {{ results.create.title }} is on your calendar. {{ results.create.url }}',
      card: {
        title: '{{ results.create.title }}',
        body: '{{ results.create.start | slice: 0, 16 | replace: "T", " " }}',
        label: 'View event',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Google Calendar did not take the event.',
      failed: 'I could not create the event.',
    }),
    ...gaveUp('Let us stop here; nothing was created. Say "create an event" to begin again.'),
  ],
});
