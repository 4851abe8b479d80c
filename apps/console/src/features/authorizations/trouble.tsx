import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Authorization } from './authorizations.queries.ts';

interface TroubleProps {
  readonly authorization: Authorization;
  readonly systemName: string;
}

const whys: Readonly<Record<string, string>> = {
  'token-grant-rejected': 'no longer accepts it: it was revoked or replaced there, or it has ended.',
  'token-endpoint-unavailable': 'could not be reached for a new token.',
  'token-request-misconfigured': 'refused the app of the auth profile: check its client ID, secret and URLs.',
};

/** What keeps an authorization from working, or soon will, and what to do. */
export function Trouble({ authorization, systemName }: TroubleProps) {
  const { state, failureCode, retryAt } = authorization;
  const why = failureCode === null ? undefined : (whys[failureCode] ?? 'did not give a new token.');
  if (state === 'needs-reauthorization') {
    return (
      <Alert color="red" icon={<IconAlertTriangle />} title="It must be authorized again">
        {systemName} {why ?? 'no longer accepts it.'} Reconnect below; everything that uses it goes on.
      </Alert>
    );
  }
  if (state === 'quarantined') {
    return (
      <Alert color="orange" icon={<IconLock />} title="Not confirmed yet">
        Somebody signed in at {systemName}, but it is not proven yet that it was the person in the chat. Until the code
        is typed into the conversation, nobody can use it.
      </Alert>
    );
  }
  if (why === undefined) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="The last refresh failed">
      {systemName} {why}
      {retryAt !== null && (
        <>
          {' '}
          It is tried again <RelativeTime time={retryAt} span />.
        </>
      )}
    </Alert>
  );
}
