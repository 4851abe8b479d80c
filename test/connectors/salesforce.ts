import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const newLead = async (run: RunOperation) => ({ id: (await run('create-lead')).id as string });
const newCase = async (run: RunOperation) => ({ id: (await run('create-case')).id as string });

/** Salesforce at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'salesforce',
  inputs: {
    'get-lead': newLead,
    'update-lead': async (run) => ({ ...(await newLead(run)), title: 'Admiral' }),
    'delete-lead': newLead,
    'get-case': newCase,
    'update-case': async (run) => ({ ...(await newCase(run)), status: 'Working' }),
    'comment-on-case': async (run) => ({ caseId: (await newCase(run)).id, comment: 'It is being corrected.' }),
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
