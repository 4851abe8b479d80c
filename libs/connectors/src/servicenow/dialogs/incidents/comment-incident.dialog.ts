import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { commentIncident } from '../../operations/incidents/comment-incident.operation.js';

/** Asks which incident and for a comment, and adds it for everybody to see. */
export const commentIncidentDialog = defineDialogTemplate({
  name: 'comment-incident',
  title: 'Comment on an incident',
  description: 'Asks which incident and for a comment, and adds it where the caller sees it.',
  version: 1,
  operations: [commentIncident],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Comment on an incident',
      utterances: [
        'comment on an incident',
        'add a comment to an incident',
        'add something to my incident',
        'reply to an incident',
      ],
      transitions: [{ to: 'ask-incident' }],
    },
    asks({
      id: 'ask-incident',
      title: 'Incident',
      entity: { name: 'incident', kind: 'text', requirement: 'mandatory', maxLength: 32 },
      prompt: 'Which incident? Its number is enough, such as INC0010023.',
      again: 'I need the number of the incident, such as INC0010023. Which one is it?',
      to: 'ask-comment',
    }),
    asks({
      id: 'ask-comment',
      title: 'Comment',
      entity: { name: 'comment', kind: 'text', requirement: 'mandatory', maxLength: 4_000 },
      prompt: 'What shall I add?',
      again: 'A comment has at most 4,000 characters. What shall I add?',
      to: 'add',
    }),
    {
      id: 'add',
      type: 'service',
      title: 'Add the comment',
      operation: 'servicenow.comment-incident',
      input: { id: { from: 'entity', name: 'incident' }, text: { from: 'entity', name: 'comment' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'added' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'added',
      title: 'Added',
      text: 'Done: {{ results.add.number }} has your comment. {{ results.add.url }}',
      card: {
        title: '{{ results.add.number }}',
        body: '{{ results.add.shortDescription }}',
        label: 'View incident',
        url: '{{ results.add.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no incident {{ entities.incident }}, so nothing was added.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'ServiceNow did not take the comment.',
      failed: 'I could not add the comment.',
    }),
    ...gaveUp('Let us stop here; nothing was added. Say "comment on an incident" to begin again.'),
  ],
});
