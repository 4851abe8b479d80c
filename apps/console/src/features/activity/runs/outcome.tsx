import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconLock } from '@tabler/icons-react';
import { personName } from '../../../api/end-users.ts';
import { useMay } from '../../../api/session.ts';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useSettle, type Run } from '../activity.queries.ts';

interface OutcomeProps {
  readonly botId: string;
  readonly run: Run;
}

/** What came of a run that did not simply succeed, and what to do about it. */
export function Outcome({ botId, run }: OutcomeProps) {
  if (run.status === 'authorization-required') return <AuthorizationNeeded botId={botId} run={run} />;
  if (run.status === 'failed') {
    return (
      <Alert color="red" icon={<IconAlertTriangle />} title="It failed">
        <Stack gap={6}>
          <Text size="sm">{run.errorMessage ?? 'The server did not say why.'}</Text>
          {run.errorCode !== null && (
            <Text size="xs" c="dimmed">
              Problem <Code>{run.errorCode}</Code>
            </Text>
          )}
        </Stack>
      </Alert>
    );
  }
  return <Settling botId={botId} run={run} />;
}

function AuthorizationNeeded({ botId, run: { connectorId, endUser } }: OutcomeProps) {
  return (
    <Alert variant="default" icon={<IconLock />} title="Somebody must authorize first">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {endUser === null
            ? 'The authorization for everybody does not work. Nothing was done; authorize the action again.'
            : `Nothing was done. ${personName(endUser)} is asked to authorize; then it can run again.`}
        </Text>
        {endUser === null ? (
          <TextLink
            to="/bots/$botId/actions/$connectorId"
            params={{ botId, connectorId }}
            search={{ tab: 'authorization' }}
            size="sm"
          >
            Go to its authorization
          </TextLink>
        ) : (
          <TextLink
            to="/bots/$botId/activity"
            params={{ botId }}
            search={{ show: 'requests', connectorId, endUserId: endUser.id }}
            size="sm"
          >
            See whether they were asked
          </TextLink>
        )}
      </Stack>
    </Alert>
  );
}

function Settling({ botId, run }: OutcomeProps) {
  const settle = useSettle(botId, run.id);
  const maySettle = useMay('runs:create');
  if (settle.data !== undefined) {
    return (
      <Alert color="teal" icon={<IconCheck />} title="Found: it was done" role="status">
        <CodeBlock value={settle.data.output} what="output" />
      </Alert>
    );
  }
  if (run.status !== 'outcome-unknown') return null;
  return (
    <Stack gap="sm">
      <Alert color="orange" icon={<IconAlertTriangle />} title="Nobody knows whether it was done">
        <Text size="sm" mb="sm">
          The request was sent, and no answer came back. It is not sent again, so that nothing is made twice. Look
          again: if the system knows it by now, its result is taken over.
        </Text>
        {maySettle && (
          <Group>
            <Button size="xs" variant="default" loading={settle.isPending} onClick={() => settle.mutate()}>
              Look again
            </Button>
          </Group>
        )}
      </Alert>
      {settle.isError && <ProblemAlert error={settle.error} />}
    </Stack>
  );
}
