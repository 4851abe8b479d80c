import { randomUUID } from 'node:crypto';
import type { ConnectorStory } from '../support/connectors/connector-story.js';

/** Google Drive at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'google-drive',
  inputs: {
    'upload-file': async () => ({ name: `${randomUUID()}.txt` }),
    'share-file': async () => ({ id: 'sandboxHandbook', email: `${randomUUID()}@example.com`, role: 'reader' }),
  },
  dialog: {
    template: 'find-file',
    says: 'find a file',
    answers: [
      [/in the names of files/i, 'Name'],
      [/which words/i, 'travel'],
    ],
    hears: /Travel policy\.txt, changed/,
  },
};
