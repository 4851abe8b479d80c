import type { ConnectorStory } from '../support/connectors/connector-story.js';

/** Google Sheets at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'google-sheets',
  dialog: {
    template: 'look-up-row',
    says: 'look up a row',
    answers: [
      [/which spreadsheet/i, 'https://docs.google.com/spreadsheets/d/sandbox-orders-0001/edit'],
      [/what shall I look for/i, 'Joan Clarke'],
    ],
    hears: /Row 4\s+Name: Joan Clarke/,
  },
};
