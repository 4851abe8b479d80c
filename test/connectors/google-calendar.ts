import type { ConnectorStory, RunOperation } from '../support/connectors/connector-story.js';

const newEvent = async (run: RunOperation) => ({ id: (await run('create-event')).id as string });

/** Google Calendar at its look-alike. */
export const story: ConnectorStory = {
  connectorId: 'google-calendar',
  inputs: {
    'update-event': async (run) => ({ ...(await newEvent(run)), location: 'Room 2' }),
    'delete-event': newEvent,
  },
  dialog: {
    template: 'create-event',
    says: 'create an event',
    answers: [
      [/called/i, 'Planning of the year'],
      [/which day/i, '15 January 2030'],
      [/at what time/i, '10:00'],
      [/how long/i, '45 minutes'],
      [/invite/i, 'skip'],
    ],
    hears: /Planning of the year is on your calendar/,
  },
};
