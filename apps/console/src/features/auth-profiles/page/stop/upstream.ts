import type { Stop, StopReceipt } from './stop.queries.ts';

type Upstream = StopReceipt['upstream'];

/** What can come of a revocation at the system, in words. */
export const upstreamLooks: Readonly<Record<Upstream, { readonly label: string; readonly color: string }>> = {
  revoked: { label: 'Revoked at the system', color: 'teal' },
  'not-supported': { label: 'Could not be asked', color: 'gray' },
  failed: { label: 'Not confirmed', color: 'orange' },
  pending: { label: 'Being told', color: 'ink' },
};

/** How many came to what; those that nothing came to are left out. */
export function outcomesOf({ progress }: Pick<Stop, 'progress'>): readonly (readonly [Upstream, number])[] {
  const { revoked, notSupported, failed, pending } = progress;
  const all = [
    ['revoked', revoked],
    ['not-supported', notSupported],
    ['failed', failed],
    ['pending', pending],
  ] as const;
  return all.filter(([, count]) => count > 0);
}

/** How many the system has answered for, one way or the other. */
export function answeredOf({ total, progress }: Pick<Stop, 'total' | 'progress'>): number {
  return Math.max(0, total - progress.pending);
}

/** Whose tokens an emergency stop ended, in words. */
export function foundWords({ total, found }: Pick<Stop, 'total' | 'found'>): string {
  if (total === 0) return 'Nothing was authorized with it.';
  const { shared, members, endUsers, quarantined } = found;
  const parts = [
    shared > 0 && `${shared} shared`,
    members > 0 && `${members} of members`,
    endUsers > 0 && `${endUsers} of end users`,
    quarantined > 0 && `${quarantined} not confirmed yet`,
  ].filter((part) => part !== false);
  return `${total === 1 ? '1 authorization' : `${total} authorizations`}: ${parts.join(', ')}.`;
}
