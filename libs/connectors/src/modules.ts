import { Module } from '@nestjs/common';
import type { Connector } from './connector.js';
import { createConnectorRegistry } from './registry.js';
import { APIGEE, ApigeeModule } from './apigee/apigee.module.js';
import { DYNAMICS, DynamicsModule } from './dynamics/dynamics.module.js';
import { FRESHDESK, FreshdeskModule } from './freshdesk/freshdesk.module.js';
import { GENESYS_CLOUD, GenesysCloudModule } from './genesys-cloud/genesys-cloud.module.js';
import { GOOGLE_CALENDAR, GoogleCalendarModule } from './google-calendar/google-calendar.module.js';
import { GOOGLE_DRIVE, GoogleDriveModule } from './google-drive/google-drive.module.js';
import { GOOGLE_SHEETS, GoogleSheetsModule } from './google-sheets/google-sheets.module.js';
import { HUBSPOT, HubspotModule } from './hubspot/hubspot.module.js';
import { JIRA, JiraModule } from './jira/jira.module.js';
import { MICROSOFT_GRAPH, MicrosoftGraphModule } from './microsoft-graph/microsoft-graph.module.js';
import { SALESFORCE, SalesforceModule } from './salesforce/salesforce.module.js';
import { SERVICENOW, ServicenowModule } from './servicenow/servicenow.module.js';
import { SHAREPOINT, SharepointModule } from './sharepoint/sharepoint.module.js';
import { ZENDESK, ZendeskModule } from './zendesk/zendesk.module.js';

/** Injection token of the `ConnectorRegistry` with all connectors. */
export const CONNECTOR_REGISTRY = Symbol('connector-registry');

/** Gathers the connectors: a new one is one more line in `imports` and in `inject`. */
@Module({
  imports: [
    ApigeeModule,
    DynamicsModule,
    FreshdeskModule,
    GenesysCloudModule,
    GoogleCalendarModule,
    GoogleDriveModule,
    GoogleSheetsModule,
    HubspotModule,
    JiraModule,
    MicrosoftGraphModule,
    SalesforceModule,
    ServicenowModule,
    SharepointModule,
    ZendeskModule,
  ],
  providers: [
    {
      provide: CONNECTOR_REGISTRY,
      inject: [
        APIGEE,
        DYNAMICS,
        FRESHDESK,
        GENESYS_CLOUD,
        GOOGLE_CALENDAR,
        GOOGLE_DRIVE,
        GOOGLE_SHEETS,
        HUBSPOT,
        JIRA,
        MICROSOFT_GRAPH,
        SALESFORCE,
        SERVICENOW,
        SHAREPOINT,
        ZENDESK,
      ],
      useFactory: (...connectors: Connector[]) => createConnectorRegistry(connectors),
    },
  ],
  exports: [CONNECTOR_REGISTRY],
})
export class ConnectorRegistryModule {}
