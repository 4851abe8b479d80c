import { Module } from '@nestjs/common';
import type { Connector } from './connector.js';
import { createConnectorRegistry } from './registry.js';
import { SALESFORCE, SalesforceModule } from './salesforce/salesforce.module.js';

/** Injection token of the `ConnectorRegistry` with all connectors. */
export const CONNECTOR_REGISTRY = Symbol('connector-registry');

/** Gathers the connectors: a new one is one more line in `imports` and in `inject`. */
@Module({
  imports: [SalesforceModule],
  providers: [
    {
      provide: CONNECTOR_REGISTRY,
      inject: [SALESFORCE],
      useFactory: (...connectors: Connector[]) => createConnectorRegistry(connectors),
    },
  ],
  exports: [CONNECTOR_REGISTRY],
})
export class ConnectorRegistryModule {}
