import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createIncident } from '../../operations/incidents/create-incident.operation.js';

/** Asks what is wrong and how urgent it is, and creates an incident about whoever authorized. */
export const createIncidentDialog = defineDialogTemplate({
  name: 'create-incident',
  title: 'Create an incident',
  description: 'Asks what is wrong and how urgent it is, creates the incident and answers with a link to it.',
  version: 1,
  operations: [createIncident],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create an incident',
      utterances: [
        'create an incident',
        'open an incident',
        'report an incident',
        'new incident',
        'raise an incident',
        'something is broken',
      ],
      transitions: [{ to: 'ask-short-description' }],
    },
    asks({
      id: 'ask-short-description',
      title: 'Short description',
      entity: { name: 'shortDescription', kind: 'text', requirement: 'mandatory', maxLength: 160 },
      prompt: 'What is wrong, in one line?',
      again: 'I need a line of at most 160 characters. What is wrong?',
      to: 'ask-description',
    }),
    asks({
      id: 'ask-description',
      title: 'Description',
      entity: { name: 'description', kind: 'text', requirement: 'optional', maxLength: 4_000 },
      prompt: 'What happened, in more detail? Say "skip" if that was all.',
      again: 'That is too long: 4,000 characters at most. Say "skip" to leave it out.',
      to: 'ask-urgency',
    }),
    asks({
      id: 'ask-urgency',
      title: 'Urgency',
      entity: {
        name: 'urgency',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'high', title: 'High', synonyms: ['urgent', 'very urgent'] },
          { value: 'medium', title: 'Medium', synonyms: ['normal'] },
          { value: 'low', title: 'Low', synonyms: ['not urgent'] },
        ],
      },
      prompt: 'How urgent is it?',
      again: 'Please choose high, medium or low.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the incident',
      operation: 'servicenow.create-incident',
      input: {
        shortDescription: { from: 'entity', name: 'shortDescription' },
        description: { from: 'entity', name: 'description' },
        urgency: { from: 'entity', name: 'urgency' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: your incident is {{ results.create.number }}. {{ results.create.url }}',
      card: {
        title: '{{ results.create.number }}',
        body: '{{ results.create.shortDescription }}',
        label: 'View incident',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({
      refused: 'ServiceNow did not take the incident.',
      failed: 'I could not create the incident.',
    }),
    ...gaveUp('Let us stop here; no incident was created. Say "create an incident" to begin again.'),
  ],
});
