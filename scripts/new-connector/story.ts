import type { ConnectorStory } from '../support/connectors/connector-story.js';

/** Acme Notes at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'acme-notes',
  dialog: {
    template: 'create-note',
    says: 'create a note',
    answers: [[/shall the note say/i, 'Buy milk']],
    hears: /wrote the note/,
  },
};
