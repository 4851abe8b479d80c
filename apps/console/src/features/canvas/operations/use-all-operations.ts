import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Schema } from '../../../api/client.ts';
import { actionsQuery, connectorQuery, type Operation } from '../canvas.queries.ts';
import type { Operations, OperationSource } from './operations-context.ts';

const nothing: readonly Schema<'ActionView'>[] = [];

/** Reads the operations of every connector of a bot, those that it can use first. */
export function useAllOperations(botId: string): Operations {
  const { data: actions, isPending } = useQuery(actionsQuery(botId));
  const items = actions?.items ?? nothing;
  const connectors = useQueries({
    queries: items.map(({ connectorId }) => connectorQuery(connectorId)),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(() => {
    const sources = items.flatMap(({ connectorId, name, state }, index): OperationSource[] => {
      const operations = connectors[index]?.operations;
      return operations ? [{ connectorId, name, state, operations }] : [];
    });
    sources.sort((one, other) => Number(other.state === 'configured') - Number(one.state === 'configured'));
    const byId = new Map<string, Operation>(
      sources.flatMap(({ operations }) => operations.map((each) => [each.id, each] as const)),
    );
    const isLoading = isPending || connectors.some((connector) => connector === undefined);
    return { sources, find: (id) => byId.get(id), isLoading };
  }, [items, connectors, isPending]);
}
