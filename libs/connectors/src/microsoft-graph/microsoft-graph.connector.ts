import { defineConnector, rateLimitFields, retryAfterLimit, strictestRateLimit } from '#connectors';
import { verify, whoami } from './account.js';
import { createEventDialog } from './dialogs/create-event.dialog.js';
import { createTaskListDialog } from './dialogs/create-task-list.dialog.js';
import { findMeetingTimesDialog } from './dialogs/find-meeting-times.dialog.js';
import { listEventsDialog } from './dialogs/list-events.dialog.js';
import { listTaskListsDialog } from './dialogs/list-task-lists.dialog.js';
import { sendEmailDialog } from './dialogs/send-email.dialog.js';
import { interpretFault } from './faults.js';
import { oauth } from './oauth.js';
import { createEvent } from './operations/create-event.operation.js';
import { createTaskList } from './operations/create-task-list.operation.js';
import { findMeetingTimes } from './operations/find-meeting-times.operation.js';
import { listEvents } from './operations/list-events.operation.js';
import { listTaskLists } from './operations/list-task-lists.operation.js';
import { sendEmail } from './operations/send-email.operation.js';

/** Microsoft Graph: calendar, to-do lists and e-mail of Microsoft 365. */
export const microsoftGraph = defineConnector({
  id: 'microsoft-graph',
  name: 'Microsoft 365',
  description: 'Work with calendar, to-do lists and e-mail in Microsoft 365.',
  categories: ['calendar', 'mail'],
  mark: { kind: 'letters', letters: 'M3', color: '#0f6cbd' },
  website: 'https://www.microsoft.com/microsoft-365',
  links: [
    { title: 'Microsoft Graph', url: 'https://learn.microsoft.com/graph/overview' },
    { title: 'Permissions', url: 'https://learn.microsoft.com/graph/permissions-reference' },
    { title: 'Throttling', url: 'https://learn.microsoft.com/graph/throttling' },
  ],
  readme: 'libs/connectors/src/microsoft-graph/README.md',
  oauth,
  baseUrl: () => 'https://graph.microsoft.com',
  whoami,
  verify,
  interpretFault,
  readRateLimit: strictestRateLimit(rateLimitFields, retryAfterLimit),
  operations: [listEvents, createEvent, findMeetingTimes, listTaskLists, createTaskList, sendEmail],
  templates: [
    ...[listEventsDialog, createEventDialog, findMeetingTimesDialog],
    ...[listTaskListsDialog, createTaskListDialog, sendEmailDialog],
  ],
});
