import type { Account, Connector, ConnectorContext, Grant } from './connector.js';
import type { ConnectorHttpOptions } from './http.js';
import type { OperationContext } from './operation.js';

/** What it takes to reach a vendor for one authorization. */
export interface ContextOptions extends Omit<ConnectorHttpOptions, 'baseUrl' | 'interpretFault'> {
  readonly connector: Connector;
  readonly grant: Grant;
}

/** Makes what `whoami` and `verify` work with; throws `EgressDeniedError` when the base URL may not be called. */
export declare function createConnectorContext(options: ContextOptions): ConnectorContext;

/** Makes what an operation works with; cheap enough to be made for each run. */
export declare function createOperationContext(
  options: ContextOptions & { readonly account: Account },
): OperationContext;
