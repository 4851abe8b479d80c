import { randomUUID } from 'node:crypto';
import type { ConnectorStory } from '../support/connectors/connector-story.js';

/** SharePoint at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'sharepoint',
  inputs: { 'upload-file': async () => ({ name: `${randomUUID()}.txt` }) },
  dialog: {
    template: 'add-item',
    says: 'add an item',
    answers: [
      [/to which list/i, 'Tasks'],
      [/title of the item/i, 'Clean the window'],
      [/on which site/i, 'skip'],
    ],
    hears: /Clean the window is on the list Tasks/,
  },
};
