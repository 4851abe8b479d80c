import type { ConnectorStory } from '../support/connectors/connector-story.js';

/** Microsoft Graph at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'microsoft-graph',
  dialog: {
    template: 'create-event',
    says: 'create an event',
    answers: [
      [/what is it about/i, 'Coffee'],
      [/which day/i, '1 December 2027'],
      [/when does it begin/i, '15:00'],
      [/when does it end/i, '15:30'],
      [/whom shall I invite/i, 'ben@sandbox.example'],
    ],
    hears: /Coffee is in your calendar for 2027-12-01, 15:00 to 15:30/,
  },
};
