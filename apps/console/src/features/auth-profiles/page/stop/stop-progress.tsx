import { Badge, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import type { AuthProfile } from '../../auth-profiles.queries.ts';
import { StopReceipts } from './stop-receipts.tsx';
import type { Stop } from './stop.queries.ts';
import { answeredOf, foundWords, outcomesOf, upstreamLooks } from './upstream.ts';

interface StopProgressProps {
  readonly profile: AuthProfile;
  readonly stop: Stop;
}

/** How far an emergency stop has come, and the receipt of each authorization. */
export function StopProgress({ profile, stop }: StopProgressProps) {
  const { isFinished, startedAt, total } = stop;
  const answered = answeredOf(stop);
  return (
    <Stack gap="md" component="section" aria-label="Receipts">
      <div>
        <Title order={3}>{isFinished ? 'Everything was revoked' : 'All is unusable; the system is being told'}</Title>
        <Text size="sm" c="dimmed">
          Stopped <RelativeTime time={startedAt} span />. {foundWords(stop)}
        </Text>
      </div>
      {!isFinished && (
        <Progress
          value={total === 0 ? 100 : (answered / total) * 100}
          aria-label={`${answered} of ${total} answered by ${profile.identityProviderName}`}
          animated
        />
      )}
      <Group gap="xs" role="status">
        {outcomesOf(stop).map(([upstream, count]) => (
          <Badge key={upstream} color={upstreamLooks[upstream].color}>
            {upstreamLooks[upstream].label}: {count}
          </Badge>
        ))}
      </Group>
      {total > 0 && <StopReceipts authProfileId={profile.id} answered={answered} />}
    </Stack>
  );
}
