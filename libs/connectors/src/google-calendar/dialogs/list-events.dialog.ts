import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listEvents } from '../operations/list-events.operation.js';

/** Lists events, the next one first, page by page for as long as the user wants more. */
export const listEventsDialog = defineDialogTemplate({
  name: 'list-events',
  title: 'List events',
  description: 'Lists events from now on, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listEvents],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List events',
      utterances: ['list events', 'list my events', 'show my events', 'what is on my calendar', 'my next meetings'],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List events',
      operation: 'google-calendar.list-events',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'list', pointer: '/events' }, operator: 'is-empty' }, to: 'none' },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for event in results.list.events %}{{ event.start | slice: 0, 16 | replace: "T", " " }}: {{ event.title }}{% if event.location %}, {{ event.location }}{% endif %}
{{ event.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all your events.'),
    says({ id: 'none', title: 'None', text: 'There is nothing on your calendar from now on.', to: 'end' }),
    ...failureEndings({
      refused: 'Google Calendar does not let you list events.',
      failed: 'I could not list the events.',
    }),
  ],
});
