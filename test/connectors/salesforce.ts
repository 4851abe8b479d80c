import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const newLead = async (run: RunOperation) => ({ id: (await run('create-lead')).id as string });

/** Salesforce at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'salesforce',
  inputs: {
    'get-lead': newLead,
    'update-lead': async (run) => ({ ...(await newLead(run)), title: 'Admiral' }),
    'delete-lead': newLead,
  },
  dialog: {
    template: 'create-lead',
    says: 'create a lead',
    answers: [
      [/first name/i, 'Grace'],
      [/last name/i, 'Hopper'],
      [/company/i, 'Example Navy'],
    ],
    hears: /Hopper of Example Navy/,
  },
};
