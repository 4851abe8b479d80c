import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const deployed = { proxy: 'orders', environment: 'test', revision: 3 };

/** Apigee at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'apigee',
  inputs: {
    'undeploy-revision': async (run: RunOperation) => {
      await run('deploy-revision', { ...deployed, replace: true });
      return deployed;
    },
  },
  dialog: {
    template: 'show-deployments',
    says: 'show deployments',
    answers: [[/which API proxy/i, 'catalogue']],
    hears: /prod: revision 5/,
  },
};
