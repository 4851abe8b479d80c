import { personName } from '../../api/end-users.ts';
import type { Run } from './activity.queries.ts';

/** `salesforce.create-lead` as people say it. */
export function operationWords(operation: string): string {
  const name = (operation.split('.').at(-1) ?? operation).replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Whom something was done for. */
export function personOf(endUser: Run['endUser']): string {
  return endUser === null ? 'Everybody' : personName(endUser);
}

/** How long a run took; empty while it goes on. */
export function durationWords({ startedAt, finishedAt }: Pick<Run, 'startedAt' | 'finishedAt'>): string {
  return finishedAt === null ? '' : milliseconds(Date.parse(finishedAt) - Date.parse(startedAt));
}

/** `840 ms`, `1.2 s`. */
export function milliseconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
