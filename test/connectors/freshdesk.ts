import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const newTicket = async (run: RunOperation) => ({ id: (await run('create-ticket')).id as number });

/** Freshdesk at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'freshdesk',
  inputs: {
    'get-ticket': newTicket,
    'update-ticket': async (run) => ({ ...(await newTicket(run)), status: 'pending' }),
    'delete-ticket': newTicket,
  },
  dialog: {
    template: 'create-ticket',
    says: 'create a ticket',
    answers: [
      [/what is it about/i, 'The invoice is wrong'],
      [/what happened/i, 'It lists ten seats instead of five.'],
      [/e-mail address/i, 'grace@example.com'],
      [/phone number/i, 'skip'],
      [/how urgent/i, 'high'],
    ],
    hears: /your ticket is number \d+/,
  },
};
