import { Button, Group, Progress, Text } from '@mantine/core';
import { inBytes } from './in-bytes.ts';
import type { Progress as Done } from './transfers.ts';

interface TransferProgressProps {
  readonly progress: Done | undefined;
  /** What is under way: "Sending". */
  readonly what: string;
  readonly onCancel: () => void;
}

/** How far a file has got, and a way to break it off. */
export function TransferProgress({ progress, what, onCancel }: TransferProgressProps) {
  const { doneBytes = 0, totalBytes } = progress ?? {};
  const share = totalBytes ? Math.min(100, (doneBytes / totalBytes) * 100) : undefined;
  const isAllThere = share === 100;
  return (
    <Group gap="sm">
      <Progress
        flex={1}
        miw="8rem"
        value={share ?? 100}
        animated={share === undefined || isAllThere}
        aria-label={`${what}: progress`}
      />
      <Text size="sm">
        {isAllThere
          ? 'Waiting for the system …'
          : `${what}: ${inBytes(doneBytes)}${totalBytes ? ` of ${inBytes(totalBytes)}` : ''}`}
      </Text>
      <Button size="compact-sm" variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </Group>
  );
}
