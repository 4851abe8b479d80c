import { Type, type Static } from 'typebox';
import { noError } from './platform-api.js';

/** The vendor's metrics that are asked for. */
export const metrics = ['oWaiting', 'oInteracting', 'oOnQueueUsers', 'oUserRoutingStatuses'] as const;

/** What is observed, by queue and medium. */
export const Observations = Type.Object({
  ...noError,
  results: Type.Optional(
    Type.Array(
      Type.Object({
        group: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
        data: Type.Optional(
          Type.Array(
            Type.Object({
              metric: Type.Optional(Type.String()),
              qualifier: Type.Optional(Type.String()),
              stats: Type.Optional(Type.Object({ count: Type.Optional(Type.Number()) })),
            }),
          ),
        ),
      }),
    ),
  ),
});
type Results = NonNullable<Static<typeof Observations>['results']>;

/** A metric over all of these, or those of its values that have a name. */
export function sum(results: Results, metric: (typeof metrics)[number], qualifier?: string): number {
  return results
    .flatMap(({ data = [] }) => data)
    .filter((one) => one.metric === metric && (qualifier === undefined || one.qualifier === qualifier))
    .reduce((total, { stats }) => total + Math.round(stats?.count ?? 0), 0);
}

/** Who waits and who is being served, for each medium. */
export function mediaOf(results: Results) {
  const names = results.map(({ group }) => group?.['mediaType']).filter((medium) => typeof medium === 'string');
  return [...new Set(names)].map((name) => {
    const own = results.filter(({ group }) => group?.['mediaType'] === name);
    return { name, waiting: sum(own, 'oWaiting'), interacting: sum(own, 'oInteracting') };
  });
}
