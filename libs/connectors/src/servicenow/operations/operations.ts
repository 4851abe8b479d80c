import { assignIncident } from './incidents/assign-incident.operation.js';
import { commentIncident } from './incidents/comment-incident.operation.js';
import { createIncident } from './incidents/create-incident.operation.js';
import { deleteIncident } from './incidents/delete-incident.operation.js';
import { findIncidents } from './incidents/find-incidents.operation.js';
import { getIncident } from './incidents/get-incident.operation.js';
import { listIncidents } from './incidents/list-incidents.operation.js';
import { updateIncident } from './incidents/update-incident.operation.js';
import { assignRequest } from './requests/assign-request.operation.js';
import { commentRequest } from './requests/comment-request.operation.js';
import { createRequest } from './requests/create-request.operation.js';
import { deleteRequest } from './requests/delete-request.operation.js';
import { findRequests } from './requests/find-requests.operation.js';
import { getRequest } from './requests/get-request.operation.js';
import { listRequests } from './requests/list-requests.operation.js';
import { updateRequest } from './requests/update-request.operation.js';

/** What can be done with incidents. */
export const incidentOperations = [
  createIncident,
  updateIncident,
  getIncident,
  listIncidents,
  findIncidents,
  deleteIncident,
  commentIncident,
  assignIncident,
];

/** What can be done with requests. */
export const requestOperations = [
  createRequest,
  updateRequest,
  getRequest,
  listRequests,
  findRequests,
  deleteRequest,
  commentRequest,
  assignRequest,
];
