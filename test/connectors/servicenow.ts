import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const newIncident = async (run: RunOperation) => ({ id: (await run('create-incident')).id as string });
const newRequest = async (run: RunOperation) => ({ id: (await run('create-request')).id as string });

/** ServiceNow at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'servicenow',
  inputs: {
    'get-incident': newIncident,
    'update-incident': async (run) => ({ ...(await newIncident(run)), state: 'in-progress' }),
    'delete-incident': newIncident,
    'comment-incident': async (run) => ({ ...(await newIncident(run)), text: 'It is back.' }),
    'assign-incident': async (run) => ({ ...(await newIncident(run)), assignee: 'beth.anglin' }),
    'get-request': newRequest,
    'update-request': async (run) => ({ ...(await newRequest(run)), priority: 'high' }),
    'delete-request': newRequest,
    'comment-request': async (run) => ({ ...(await newRequest(run)), text: 'In black.' }),
    'assign-request': async (run) => ({ ...(await newRequest(run)), group: 'Service Desk' }),
  },
  dialog: {
    template: 'create-incident',
    says: 'create an incident',
    answers: [
      [/what is wrong/i, 'The coffee machine is down'],
      [/more detail/i, 'skip'],
      [/how urgent/i, 'high'],
    ],
    hears: /your incident is INC\d+/,
  },
  // A query that takes too long is cut off with status 200.
  codes: { 'error-with-200': ['vendor-timeout', 'outcome-unknown'] },
};
