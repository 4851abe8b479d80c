import type { Connector } from './connector.js';
import type { Operation } from './operation.js';

/** All connectors that the server offers. */
export interface ConnectorRegistry {
  list(): readonly Connector[];
  /** By connector id, `salesforce`. */
  find(connectorId: string): Connector | undefined;
  /** By operation id, `salesforce.create-lead`. */
  findOperation(operationId: string): Operation | undefined;
}

/** Builds the registry; throws when two connectors or two operations share an id. */
export declare function createConnectorRegistry(connectors: readonly Connector[]): ConnectorRegistry;
