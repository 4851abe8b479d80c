import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const idOf = (name: string) => async (run: RunOperation) => ({ id: (await run(name)).id as string });
const newLead = idOf('create-lead');
const newContact = idOf('create-contact');
const newCase = idOf('create-case');

/** Dynamics 365 at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'dynamics',
  inputs: {
    'get-lead': newLead,
    'update-lead': async (run) => ({ ...(await newLead(run)), rating: 'cold' }),
    'delete-lead': newLead,
    'get-contact': newContact,
    'update-contact': async (run) => ({ ...(await newContact(run)), phone: '555-0199' }),
    'delete-contact': newContact,
    'get-case': newCase,
    'update-case': async (run) => ({ ...(await newCase(run)), status: 'on-hold' }),
    'delete-case': newCase,
  },
  dialog: {
    template: 'create-case',
    says: 'create a case',
    answers: [
      [/what is the case about/i, 'A chair is broken'],
      [/what happened/i, 'skip'],
      [/which contact/i, 'yvonne@example.com'],
    ],
    hears: /the case CAS-\S+ is created/,
  },
};
