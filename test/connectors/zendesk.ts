import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

/** Zendesk at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'zendesk',
  inputs: {
    'delete-ticket': async (run: RunOperation) => ({ id: (await run('create-ticket')).id as string }),
  },
  dialog: {
    template: 'create-ticket',
    says: 'create a ticket',
    answers: [
      [/what is it about/i, 'Printer on fire'],
      [/what happened/i, 'It smells of smoke'],
      [/how urgent/i, 'Urgent'],
    ],
    hears: /ticket \d+ is open/,
  },
};
