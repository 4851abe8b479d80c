import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../api/client.ts';

/** What can be made to happen at the next sign-in at the sandbox. */
export const simulatorQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'simulator'],
    queryFn: () => bodyOf(api.GET('/v1/bots/{botId}/simulator', { params: { path: { botId } } })),
    refetchInterval: 5_000,
  });

/** Chooses it. */
export const chooseOutcome = (botId: string) => (outcome: Schema<'SimulatorView'>['outcome']) =>
  bodyOf(api.PUT('/v1/bots/{botId}/simulator', { params: { path: { botId } }, body: { outcome } }));
