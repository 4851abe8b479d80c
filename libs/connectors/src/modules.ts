import { Module } from '@nestjs/common';
import type { Connector } from './connector.js';
import { createConnectorRegistry } from './registry.js';
import { JIRA, JiraModule } from './jira/jira.module.js';
import { SALESFORCE, SalesforceModule } from './salesforce/salesforce.module.js';
import { SERVICENOW, ServicenowModule } from './servicenow/servicenow.module.js';

/** Injection token of the `ConnectorRegistry` with all connectors. */
export const CONNECTOR_REGISTRY = Symbol('connector-registry');

/** Gathers the connectors: a new one is one more line in `imports` and in `inject`. */
@Module({
  imports: [JiraModule, SalesforceModule, ServicenowModule],
  providers: [
    {
      provide: CONNECTOR_REGISTRY,
      inject: [JIRA, SALESFORCE, SERVICENOW],
      useFactory: (...connectors: Connector[]) => createConnectorRegistry(connectors),
    },
  ],
  exports: [CONNECTOR_REGISTRY],
})
export class ConnectorRegistryModule {}
