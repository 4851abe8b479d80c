import { apigeeSystem } from './apigee/apigee.system.js';
import { dynamicsSystem } from './dynamics/dynamics.system.js';
import { freshdeskSystem } from './freshdesk/freshdesk.system.js';
import { googleCalendarSystem } from './google-calendar/google-calendar.system.js';
import { genesysCloudSystem } from './genesys-cloud/genesys-cloud.system.js';
import { googleDriveSystem } from './google-drive/google-drive.system.js';
import { googleSheetsSystem } from './google-sheets/google-sheets.system.js';
import { hubspotSystem } from './hubspot/hubspot.system.js';
import { jiraSystem } from './jira/jira.system.js';
import { microsoftGraphSystem } from './microsoft-graph/microsoft-graph.system.js';
import { salesforceSystem } from './salesforce/salesforce.system.js';
import { servicenowSystem } from './servicenow/servicenow.system.js';
import { sharepointSystem } from './sharepoint/sharepoint.system.js';
import { zendeskSystem } from './zendesk/zendesk.system.js';

/** Every system that the sandbox looks like; a new one is a folder and a line here. */
export const systems = {
  apigee: apigeeSystem,
  dynamics: dynamicsSystem,
  freshdesk: freshdeskSystem,
  'google-calendar': googleCalendarSystem,
  'genesys-cloud': genesysCloudSystem,
  'google-drive': googleDriveSystem,
  'google-sheets': googleSheetsSystem,
  hubspot: hubspotSystem,
  jira: jiraSystem,
  'microsoft-graph': microsoftGraphSystem,
  salesforce: salesforceSystem,
  servicenow: servicenowSystem,
  sharepoint: sharepointSystem,
  zendesk: zendeskSystem,
} as const;

/** The name of a system, and the first segment of its paths. */
export type SystemId = keyof typeof systems;
