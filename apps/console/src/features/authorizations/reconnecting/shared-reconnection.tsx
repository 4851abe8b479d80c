import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '../../../api/session.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useAuthorizeAgain, type Authorization } from '../authorizations.queries.ts';
import { Progress } from './progress.tsx';

interface SharedReconnectionProps {
  readonly authorization: Authorization;
  readonly systemName: string;
}

/** Signs in anew for everybody; the authorization keeps its id, and what uses it goes on. */
export function SharedReconnection({ authorization, systemName }: SharedReconnectionProps) {
  const mayManage = useMay('actions:manage');
  const again = useAuthorizeAgain(authorization);
  const queryClient = useQueryClient();
  if (!mayManage) return null;
  const begin = () => {
    // Browsers open a window only while a click is being handled; its address comes with the answer.
    const popUp = window.open('about:blank', 'attache-authorization', 'popup,width=560,height=760');
    again.mutate(undefined, {
      onSuccess: ({ url }) => {
        if (url === null) {
          popUp?.close();
          void queryClient.invalidateQueries({ queryKey: ['authorizations'] });
        } else if (popUp) popUp.location.href = url;
      },
      onError: () => popUp?.close(),
    });
  };
  return (
    <Stack gap="xs" component="section" aria-label="Reconnect">
      <Group justify="space-between" gap="md" align="flex-start">
        <div>
          <Title order={3}>Reconnect</Title>
          <Text size="sm" c="dimmed" maw="26rem">
            Sign in at {systemName} again, with the same account or another. It stays the same authorization: dialogs
            and links keep working.
          </Text>
        </div>
        <Button variant="default" loading={again.isPending} onClick={begin}>
          Reconnect
        </Button>
      </Group>
      {again.isError && <ProblemAlert error={again.error} onRetry={begin} />}
      {typeof again.data?.url === 'string' && (
        <Progress key={again.data.id} requestId={again.data.id} name="you">
          <Anchor href={again.data.url} target="_blank" rel="noreferrer" size="sm">
            No window? Open the page here
          </Anchor>
        </Progress>
      )}
    </Stack>
  );
}
