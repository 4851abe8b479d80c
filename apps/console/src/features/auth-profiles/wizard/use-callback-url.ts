import { useQuery } from '@tanstack/react-query';
import { reservationQuery, type Reservation } from '../auth-profiles.queries.ts';

/** The id and the callback URL that the new profile will have; another one where it can no longer be made with the first. */
export function useCallbackUrl(kept: Reservation | undefined, isNeeded: boolean) {
  const fresh = useQuery({ ...reservationQuery, enabled: kept === undefined && isNeeded });
  const reservation = fresh.data ?? kept;
  return { reservation, url: reservation?.callbackUrl, error: fresh.error, retry: fresh.refetch };
}
