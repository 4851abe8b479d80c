import type { AuthorizationRequest } from '../authorization-request.entity.js';

/** Everything that can happen to a request, in the order in which it usually does. */
export const timelineSteps = [
  'created',
  'opened',
  'continued',
  'returned',
  'credentials-refused',
  'exchanged',
  'choice-asked',
  'chosen',
  'proof-asked',
  'code-wrong',
  'interrupted',
  'ended',
] as const;

export type TimelineStep = (typeof timelineSteps)[number];

/** One thing that happened to a request; words and times, never a secret. */
export interface TimelineEntry {
  readonly step: TimelineStep;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Why, as a stable word. */
  readonly reason?: string;
}

/** Whoever goes round in circles does not fill the database. */
const longest = 60;

/** The timeline of a request with one more step, which always fits when it is the last. */
export function timelineWith(
  { timeline }: Pick<AuthorizationRequest, 'timeline'>,
  step: TimelineStep,
  reason?: string,
): readonly TimelineEntry[] {
  if (timeline.length >= longest && step !== 'ended') return timeline;
  return [...timeline, { step, at: new Date().toISOString(), ...(reason !== undefined && { reason }) }];
}
