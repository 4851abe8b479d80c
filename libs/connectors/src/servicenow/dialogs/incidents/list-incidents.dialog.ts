import { defineDialogTemplate, failureEndings, refusedOrFailed, says, showsMore } from '#connectors';
import { listIncidents } from '../../operations/incidents/list-incidents.operation.js';

/** Lists incidents, newest first, page by page for as long as the user wants more. */
export const listIncidentsDialog = defineDialogTemplate({
  name: 'list-incidents',
  title: 'List incidents',
  description: 'Lists incidents, the newest first, five at a time for as long as the user wants more.',
  version: 1,
  operations: [listIncidents],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'List incidents',
      utterances: ['list incidents', 'list my incidents', 'show incidents', 'show all incidents', 'newest incidents'],
      transitions: [{ to: 'list' }],
    },
    {
      id: 'list',
      type: 'service',
      title: 'List incidents',
      operation: 'servicenow.list-incidents',
      input: {
        limit: { from: 'value', value: 5 },
        cursor: { from: 'result', node: 'list', pointer: '/nextCursor' },
      },
      timeoutMs: 20_000,
      transitions: [
        {
          when: {
            all: [
              { left: { from: 'result', node: 'list', pointer: '/incidents' }, operator: 'is-empty' },
              {
                left: { from: 'result', node: 'list', pointer: '/hasMore' },
                operator: 'equals',
                right: { from: 'value', value: false },
              },
            ],
          },
          to: 'none',
        },
        { to: 'shown' },
      ],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'shown',
      title: 'Shown',
      text: `{% for incident in results.list.incidents %}{{ incident.number }}: {{ incident.shortDescription }}{% if incident.state %} ({{ incident.state }}){% endif %}
{{ incident.url }}
{% else %}You may not see the incidents of this page.
{% endfor %}`,
      to: 'has-more',
    }),
    ...showsMore('Those are all incidents that you can see.'),
    says({
      id: 'none',
      title: 'None',
      text: 'There are no incidents in ServiceNow that you can see.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'ServiceNow does not let you list incidents.',
      failed: 'I could not list the incidents.',
    }),
  ],
});
