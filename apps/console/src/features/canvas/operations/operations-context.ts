import { createContext, useContext } from 'react';
import type { Operation } from '../canvas.queries.ts';

/** A connector whose operations a service node can run. */
export interface OperationSource {
  readonly connectorId: string;
  readonly name: string;
  readonly state: 'available' | 'configured' | 'disabled' | 'error';
  readonly operations: readonly Operation[];
}

/** Every operation that there is. */
export interface Operations {
  readonly sources: readonly OperationSource[];
  readonly find: (operationId: string) => Operation | undefined;
  readonly isLoading: boolean;
}

const none: Operations = { sources: [], find: () => undefined, isLoading: true };

/** The operations of the bot's connectors. */
export const OperationsContext = createContext<Operations>(none);

/** The operations of the bot's connectors. */
export function useOperations(): Operations {
  return useContext(OperationsContext);
}
