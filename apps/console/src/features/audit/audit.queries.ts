import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { pagedQuery } from '../../api/pages.ts';
import type { AuditSearch } from '../../app/workspace-routes.ts';

export type AuditEntry = Schema<'AuditEntryView'>;
export type AuditVerification = Schema<'AuditVerificationView'>;
export type AuditFilters = Omit<AuditSearch, 'id' | 'tab'>;

/** What the API is asked for; a day ends when the next one begins, where the member is. */
export function queryOf({ q, kind, outcome, from, to, target }: AuditFilters) {
  return {
    ...(q !== undefined && { text: q }),
    ...(kind !== undefined && { actorKind: kind }),
    ...(outcome !== undefined && { outcome }),
    ...(target !== undefined && { target }),
    ...(from !== undefined && { from: beginningOf(from, 0) }),
    ...(to !== undefined && { to: beginningOf(to, 1) }),
  };
}

function beginningOf(day: string, daysLater: number): string {
  const time = new Date(`${day}T00:00:00`);
  time.setDate(time.getDate() + daysLater);
  return time.toISOString();
}

/** The audit trail, newest first. */
export const auditQuery = (filters: AuditFilters) =>
  infiniteQueryOptions(
    pagedQuery(['audit-entries', 'list', filters], (cursor) =>
      bodyOf(api.GET('/v1/audit-entries', { params: { query: { ...queryOf(filters), cursor } } })),
    ),
  );

/** One entry. */
export const auditEntryQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['audit-entries', entryId],
    queryFn: () => bodyOf(api.GET('/v1/audit-entries/{entryId}', { params: { path: { entryId } } })),
  });

/** Where the entries that are looked at can be downloaded. */
export function exportAddress(filters: AuditFilters): string {
  return `/v1/audit-entries/export?${new URLSearchParams(queryOf(filters)).toString()}`;
}

/** Checks the whole trail. */
export function useVerification() {
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/audit-entries/verification', { body: {} })),
    meta: { showsProblem: true },
  });
}

/** For how long the trail is kept. */
export const auditSettingsQuery = queryOptions({
  queryKey: ['audit-settings'],
  queryFn: () => bodyOf(api.GET('/v1/audit-settings')),
});

export function useChangeRetention() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (retentionDays: number) => bodyOf(api.PUT('/v1/audit-settings', { body: { retentionDays } })),
    meta: { showsProblem: true },
    onSuccess: (settings) => queryClient.setQueryData(auditSettingsQuery.queryKey, settings),
  });
}
