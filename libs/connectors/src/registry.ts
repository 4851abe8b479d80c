import type { Connector } from './connector.js';
import type { Operation } from './operation.js';

/** All connectors that the server offers. */
export interface ConnectorRegistry {
  /** In the order of their names. */
  list(): readonly Connector[];
  /** By connector id, `crm`. */
  find(connectorId: string): Connector | undefined;
  /** By operation id, `crm.create-lead`. */
  findOperation(operationId: string): Operation | undefined;
}

/** Builds the registry; throws a `TypeError` when two connectors or two operations share an id. */
export function createConnectorRegistry(connectors: readonly Connector[]): ConnectorRegistry {
  const sorted = [...connectors].sort((one, other) => one.name.localeCompare(other.name, 'en'));
  const byId = index('connector', sorted);
  const operations = index(
    'operation',
    sorted.flatMap((connector) => connector.operations),
  );
  return {
    list: () => sorted,
    find: (connectorId) => byId.get(connectorId),
    findOperation: (operationId) => operations.get(operationId),
  };
}

function index<Item extends { readonly id: string }>(kind: string, items: readonly Item[]): ReadonlyMap<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) {
    if (map.has(item.id)) throw new TypeError(`Two of the ${kind}s are called "${item.id}": rename one.`);
    map.set(item.id, item);
  }
  return map;
}
