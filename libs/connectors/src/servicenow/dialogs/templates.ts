import { assignIncidentDialog } from './incidents/assign-incident.dialog.js';
import { commentIncidentDialog } from './incidents/comment-incident.dialog.js';
import { createIncidentDialog } from './incidents/create-incident.dialog.js';
import { deleteIncidentDialog } from './incidents/delete-incident.dialog.js';
import { findIncidentsDialog } from './incidents/find-incidents.dialog.js';
import { listIncidentsDialog } from './incidents/list-incidents.dialog.js';
import { updateIncidentDialog } from './incidents/update-incident.dialog.js';
import { createRequestDialog } from './requests/create-request.dialog.js';
import { deleteRequestDialog } from './requests/delete-request.dialog.js';
import { findRequestsDialog } from './requests/find-requests.dialog.js';
import { listRequestsDialog } from './requests/list-requests.dialog.js';
import { updateRequestDialog } from './requests/update-request.dialog.js';

/** What bots can be taught about incidents and requests. */
export const templates = [
  createIncidentDialog,
  updateIncidentDialog,
  listIncidentsDialog,
  findIncidentsDialog,
  deleteIncidentDialog,
  commentIncidentDialog,
  assignIncidentDialog,
  createRequestDialog,
  updateRequestDialog,
  listRequestsDialog,
  findRequestsDialog,
  deleteRequestDialog,
];
