import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const newIssue = async (run: RunOperation) => ({ key: (await run('create-issue')).key as string });

/** Jira Cloud at its look-alike; Ada has one site, so that nothing is chosen. */
export const story: ConnectorStory = {
  connectorId: 'jira',
  inputs: {
    'get-issue': newIssue,
    'update-issue': async (run) => ({ ...(await newIssue(run)), summary: 'Ten chairs' }),
    'delete-issue': newIssue,
    'add-comment': async (run) => ({ ...(await newIssue(run)), comment: 'They have arrived.' }),
    'transition-issue': async (run) => ({ ...(await newIssue(run)), status: 'Done' }),
  },
  dialog: {
    template: 'create-issue',
    says: 'create an issue',
    answers: [
      [/which project/i, 'DEMO'],
      [/what kind/i, 'Task'],
      [/what is it about/i, 'Order new chairs'],
    ],
    hears: /DEMO-\d+ is created/,
  },
};
