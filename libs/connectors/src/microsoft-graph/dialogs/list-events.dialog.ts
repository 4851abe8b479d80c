import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listEvents } from '../operations/list-events.operation.js';

/** Lists what comes next in the calendar, page by page for as long as the user wants more. */
export const listEventsDialog = defineDialogTemplate({
  name: 'list-events',
  title: 'List events',
  description: 'Lists the events of the next 30 days, ten at a time for as long as the user wants more.',
  version: 1,
  operations: [listEvents],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List events',
      utterances: [
        'list events',
        'list my events',
        'show my calendar',
        'show my events',
        'what is in my calendar',
        'my next meetings',
      ],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List events',
      operation: 'microsoft-graph.list-events',
      input: {
        limit: { from: 'value', value: 10 },
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
      text: `{% for event in results.list.events %}{% if event.isAllDay %}{{ event.start | slice: 0, 10 }}{% else %}{{ event.start | replace: "T", " " | slice: 0, 16 }}{% endif %}: {{ event.subject }}{% if event.location %}, {{ event.location }}{% endif %}
{{ event.url }}
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('That is all for the next 30 days.'),
    says({ id: 'none', title: 'None', text: 'There is nothing in your calendar for the next 30 days.', to: 'end' }),
    ...failureEndings({
      refused: 'Microsoft 365 does not let you see the calendar.',
      failed: 'I could not list the events.',
    }),
  ],
});
