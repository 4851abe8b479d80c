import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { personName } from '../../../api/end-users.ts';
import { useMay } from '../../../api/session.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Progress } from './progress.tsx';
import { useMakeLink, type Authorization } from '../authorizations.queries.ts';

interface EndUserReconnectionProps {
  readonly authorization: Authorization;
  readonly systemName: string;
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** Says how a person authorizes anew, and makes a link for them. */
export function EndUserReconnection({ authorization, systemName }: EndUserReconnectionProps) {
  const mayAsk = useMay('authorizations:request');
  const make = useMakeLink();
  const { endUser, botId, connectorId } = authorization;
  if (endUser === null || botId === null) return null;
  const name = personName(endUser);
  return (
    <Stack gap="xs" component="section" aria-label="Reconnect">
      <Group justify="space-between" gap="md" align="flex-start">
        <div>
          <Title order={3}>Reconnect</Title>
          <Text size="sm" c="dimmed" maw="26rem">
            Only {name} can do this. When the bot needs {systemName} for them and this authorization no longer works, it
            sends a new link by itself; it stays the same authorization. You can also make a link now and pass it on.
          </Text>
        </div>
        {mayAsk && (
          <Button
            variant="default"
            loading={make.isPending}
            onClick={() => make.mutate({ place: { botId, connectorId }, endUser })}
          >
            Make a link
          </Button>
        )}
      </Group>
      {make.isError && <ProblemAlert error={make.error} />}
      {typeof make.data?.url === 'string' && (
        <CopyField
          label={`Link for ${name}`}
          value={make.data.url}
          description={`Good until ${clock.format(new Date(make.data.expiresAt))}. Its last page shows ${name} a code; ask for it, to be sure who signed in.`}
        />
      )}
      {typeof make.data?.url === 'string' && <Progress key={make.data.id} requestId={make.data.id} name={name} />}
    </Stack>
  );
}
