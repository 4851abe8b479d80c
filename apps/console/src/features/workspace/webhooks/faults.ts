import type { Delivery } from './webhooks.queries.ts';

const faults: Readonly<Record<string, string>> = {
  refused: 'It answered with an error',
  redirected: 'It answered with a redirect: enter the address that it leads to',
  timeout: 'It did not answer in time',
  unreachable: 'It could not be reached',
  'egress-denied': 'The operator of this server does not allow the address',
};

/** What came of an attempt, in words. */
export function faultOf({ lastStatus, lastErrorCode }: Pick<Delivery, 'lastStatus' | 'lastErrorCode'>): string {
  const fault = lastErrorCode === null ? undefined : faults[lastErrorCode];
  if (fault === undefined) return lastStatus === null ? 'None yet' : String(lastStatus);
  return lastStatus === null ? fault : `${fault} (${lastStatus})`;
}
