import type { ConnectorStory } from '../support/connectors/connector-story.js';

/** Genesys Cloud at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'genesys-cloud',
  dialog: {
    template: 'request-callback',
    says: 'call me back',
    answers: [
      [/which number/i, '+1 317 555 0123'],
      [/whom shall we ask/i, 'Grace Hopper'],
      [/when/i, 'skip'],
      [/which queue/i, 'Support'],
    ],
    hears: /Support will call/,
  },
};
