import { randomUUID } from 'node:crypto';
import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const newContact = async () => ({ email: `grace.${randomUUID()}@example.com`, firstName: 'Grace' });
const idOf = (name: string, input?: () => Promise<object>) => async (run: RunOperation) => ({
  id: (await run(name, await input?.())).id as string,
});

/** HubSpot at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'hubspot',
  inputs: {
    'create-contact': newContact,
    'delete-contact': idOf('create-contact', newContact),
    'delete-deal': idOf('create-deal'),
  },
  recordsPerRun: { 'associate-records': 2 },
  dialog: {
    template: 'create-deal',
    says: 'create a deal',
    answers: [
      [/name of the deal/i, 'Coffee for the office'],
      [/which stage/i, 'Contract sent'],
    ],
    hears: /the deal Coffee for the office is created/,
  },
};
