import { Alert, Progress, Stack, Text } from '@mantine/core';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { KeyRotation } from './encryption.queries.ts';

const words: Readonly<Record<KeyRotation['step'], string>> = {
  preparing: 'A new data key is being made.',
  sealing: 'Everything is being sealed anew.',
  checking: 'Looking once more for what was sealed with the old key meanwhile.',
  finished: 'Everything is sealed with the newest key.',
};

/** How far a rotation is, or when the last one ended. */
export function RotationProgress({ rotation }: { readonly rotation: KeyRotation }) {
  const { step, total, checked, finishedAt, unreadable } = rotation;
  const percent = step === 'preparing' ? 0 : Math.min(100, Math.round((100 * checked) / Math.max(1, total)));
  return (
    <Stack gap="xs" w="100%">
      <Text size="sm" role="status">
        {words[step]}{' '}
        {finishedAt === null ? (
          `${checked.toLocaleString()} of ${total.toLocaleString()}`
        ) : (
          <>
            The last rotation ended <RelativeTime time={finishedAt} />.
          </>
        )}
      </Text>
      {finishedAt === null && (
        <Progress.Root size="lg">
          <Progress.Section value={Math.max(1, percent)} aria-label="Sealed anew" animated />
        </Progress.Root>
      )}
      {unreadable > 0 && (
        <Alert color="orange" title={`${unreadable} could not be opened`}>
          They were damaged before, no key opens them, and they stay as they are. The log of the server names each.
        </Alert>
      )}
    </Stack>
  );
}
