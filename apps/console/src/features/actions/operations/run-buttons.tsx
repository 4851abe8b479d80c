import { Button, Group } from '@mantine/core';
import { IconDownload, IconPlayerPlay, IconTerminal2, IconWand } from '@tabler/icons-react';
import type { Operation } from './operations.queries.ts';

interface RunButtonsProps {
  readonly operation: Operation;
  readonly isPending: boolean;
  readonly isDisabled: boolean;
  readonly isCurlShown: boolean;
  readonly onExample: () => void;
  readonly onCurl: () => void;
  readonly onGet: () => void;
}

/** Runs an operation, gets its file, or tells how to. */
export function RunButtons(props: RunButtonsProps) {
  const { operation, isPending, isDisabled, isCurlShown, onExample, onCurl, onGet } = props;
  return (
    <Group gap="xs">
      <Button type="submit" leftSection={<IconPlayerPlay size={16} />} loading={isPending} disabled={isDisabled}>
        Run
      </Button>
      {operation.content === 'gives' && (
        <Button
          variant="light"
          leftSection={<IconDownload size={16} />}
          disabled={isDisabled || isPending}
          onClick={onGet}
        >
          Get the file
        </Button>
      )}
      {operation.example !== null && (
        <Button variant="default" leftSection={<IconWand size={16} />} onClick={onExample}>
          Fill in an example
        </Button>
      )}
      <Button variant="subtle" leftSection={<IconTerminal2 size={16} />} aria-expanded={isCurlShown} onClick={onCurl}>
        As curl
      </Button>
    </Group>
  );
}
