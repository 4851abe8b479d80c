import { Text } from '@mantine/core';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Authorization } from './authorizations.queries.ts';

/** Until when an authorization is good, or how it stays so. */
export function Renewal({ authorization }: { readonly authorization: Authorization }) {
  const { state, isRefreshable, nextRefreshAt, retryAt, expiresAt } = authorization;
  if (state !== 'active') {
    return (
      <Text size="sm" c="dimmed">
        {state === 'quarantined' ? 'Not yet' : 'No longer'}
      </Text>
    );
  }
  if (retryAt !== null) return <Moment words="Refreshed again" time={retryAt} />;
  if (isRefreshable && nextRefreshAt !== null) return <Moment words="Refreshed" time={nextRefreshAt} />;
  if (isRefreshable) return <Text size="sm">Refreshed when used</Text>;
  if (expiresAt !== null) return <Moment words="Ends" time={expiresAt} />;
  return <Text size="sm">Until it is revoked</Text>;
}

function Moment({ words, time }: { readonly words: string; readonly time: string }) {
  return (
    <Text size="sm">
      {words} <RelativeTime time={time} span />
    </Text>
  );
}
