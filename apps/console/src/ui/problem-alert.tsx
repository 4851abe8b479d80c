import { Alert, Anchor, Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconRefresh } from '@tabler/icons-react';
import { toProblem } from '../api/problem.ts';

interface ProblemAlertProps {
  readonly error: unknown;
  /** What to do again; without it there is no button. */
  readonly onRetry?: () => void;
  /** Pointers of fields that show what is wrong with them by themselves. */
  readonly shownFields?: readonly string[];
}

/** A problem of the API in words: what happened, where, and what to do. */
export function ProblemAlert({ error, onRetry, shownFields = [] }: ProblemAlertProps) {
  const problem = toProblem(error);
  const isPermission = problem.code === 'permission-missing';
  const violations = problem.violations.filter(({ pointer }) => !shownFields.includes(pointer));
  return (
    <Alert
      color={isPermission ? 'orange' : 'red'}
      icon={isPermission ? <IconLock /> : <IconAlertTriangle />}
      title={problem.title}
      role="alert"
    >
      <Stack gap="xs">
        <Text size="sm">
          {problem.detail}
          {isPermission && ' Ask somebody who manages members for it.'}
        </Text>
        {violations.length > 0 && (
          <List size="sm" spacing={4}>
            {violations.map(({ pointer, detail }) => (
              <List.Item key={`${pointer} ${detail}`}>
                {pointer !== '' && <Code>{pointer}</Code>} {detail}
              </List.Item>
            ))}
          </List>
        )}
        <Group gap="sm" justify="space-between">
          {onRetry && !isPermission ? (
            <Button size="xs" color="red" variant="light" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
              Try again
            </Button>
          ) : (
            <span />
          )}
          {problem.requestId !== undefined && (
            <Text size="xs" c="dimmed">
              Request <Code>{problem.requestId}</Code>
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

/** Where a whole page could not be read. */
export function PageProblem({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  const isMissing = toProblem(error).status === 404;
  return (
    <Stack maw="40rem" mx="auto" py="xl" gap="md">
      <ProblemAlert error={error} onRetry={isMissing ? undefined : reset} />
      {isMissing && (
        <Text size="sm">
          It may have been deleted elsewhere. <Anchor href="/bots">Go to the bots</Anchor>
        </Text>
      )}
    </Stack>
  );
}
