import { asks, defineDialogTemplate, failedWith, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { findMeetingTimes } from '../operations/find-meeting-times.operation.js';

/** Asks who shall meet, on which day and for how long, and shows when everybody is free. */
export const findMeetingTimesDialog = defineDialogTemplate({
  name: 'find-meeting-times',
  title: 'Find meeting times',
  description: 'Asks who shall meet, on which day and for how long, and shows when everybody is free.',
  version: 1,
  operations: [findMeetingTimes],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Find meeting times',
      utterances: [
        'find meeting times',
        'find a time for a meeting',
        'find a meeting time',
        'when can we meet',
        'when is everybody free',
      ],
      transitions: [{ to: 'ask-attendees' }],
    },
    asks({
      id: 'ask-attendees',
      title: 'Attendees',
      entity: { name: 'attendees', kind: 'text', requirement: 'mandatory', maxLength: 10_000 },
      prompt: 'Who shall meet with you? E-mail addresses, separated by commas.',
      again: 'I need e-mail addresses, separated by commas. Who shall meet with you?',
      to: 'ask-day',
    }),
    asks({
      id: 'ask-day',
      title: 'Day',
      entity: { name: 'startDate', kind: 'date', requirement: 'mandatory' },
      prompt: 'On which day?',
      again: 'I did not find one day in that. Say it like "31 January 2027" or "next Friday".',
      to: 'ask-duration',
    }),
    asks({
      id: 'ask-duration',
      title: 'Duration',
      entity: {
        name: 'duration',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'PT30M', title: 'Half an hour', synonyms: ['30 minutes', '30'] },
          { value: 'PT1H', title: 'One hour', synonyms: ['an hour', '60 minutes', '60'] },
          { value: 'PT1H30M', title: 'An hour and a half', synonyms: ['90 minutes', '90'] },
          { value: 'PT2H', title: 'Two hours', synonyms: ['120 minutes', '120'] },
        ],
      },
      prompt: 'How long will it take?',
      again: 'Please choose one of these.',
      to: 'find',
    }),
    {
      id: 'find',
      type: 'service',
      title: 'Find meeting times',
      operation: 'microsoft-graph.find-meeting-times',
      input: {
        attendees: { from: 'entity', name: 'attendees' },
        startDate: { from: 'entity', name: 'startDate' },
        duration: { from: 'entity', name: 'duration' },
      },
      timeoutMs: 30_000,
      transitions: [
        { when: { left: { from: 'result', node: 'find', pointer: '/suggestions' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: [{ when: failedWith('input-invalid'), to: 'not-valid' }, ...refusedOrFailed],
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `These times suit everybody:
{% for one in results.find.suggestions %}{{ one.start | replace: "T", " " | slice: 0, 16 }} to {{ one.end | slice: 11, 5 }}
{% endfor %}`,
      to: 'end',
    }),
    says({
      id: 'none',
      title: 'None',
      text: 'I found no time on {{ entities.startDate }}. {{ results.find.reason }}',
      to: 'end',
    }),
    says({
      id: 'not-valid',
      title: 'Not valid',
      text: 'Those are no e-mail addresses that I can read: "{{ entities.attendees }}". Say "find meeting times" to begin again.',
      to: 'not-done',
    }),
    ...failureEndings({
      refused: 'Microsoft 365 does not let you look for meeting times.',
      failed: 'I could not look for meeting times.',
    }),
    ...gaveUp('Let us stop here. Say "find meeting times" to try again.'),
  ],
});
