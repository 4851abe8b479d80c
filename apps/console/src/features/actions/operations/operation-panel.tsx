import { Alert, Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink, IconInfoCircle } from '@tabler/icons-react';
import { useMay } from '../../../api/session.ts';
import type { TabProps } from '../action-tabs.tsx';
import { EffectBadge } from './effect-badge.tsx';
import type { Operation } from './operations.queries.ts';
import { RunForm } from './run-form.tsx';

interface OperationPanelProps extends TabProps {
  readonly operation: Operation;
}

/** One operation: what it does, what it needs, and a run of it. */
export function OperationPanel({ place, action, connector, operation, onOpen }: OperationPanelProps) {
  const mayRun = useMay('runs:create');
  const isEnabled = action.state === 'configured' || action.state === 'error';
  const known = connector.authorization?.scopes ?? [];
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <div>
          <Group gap="sm">
            <Title order={2}>{operation.title}</Title>
            <EffectBadge effect={operation.effect} />
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            {operation.description}{' '}
            {operation.documentation !== null && (
              <Anchor
                href={operation.documentation}
                target="_blank"
                rel="noopener noreferrer"
                inherit
                underline="always"
              >
                The vendor's page <IconExternalLink size={12} aria-label="opens in a new tab" />
              </Anchor>
            )}
          </Text>
          {operation.scopes.length > 0 && (
            <Text size="xs" c="dimmed" mt={4}>
              Needs:{' '}
              {operation.scopes.map((scope) => known.find(({ id }) => id === scope)?.description ?? scope).join('; ')}
            </Text>
          )}
        </div>
        {!isEnabled && (
          <Alert color="orange" icon={<IconInfoCircle />} title={`${action.name} is not enabled on this bot`}>
            <Text size="sm" mb="xs">
              It can be tried once it is.
            </Text>
            <Button size="xs" variant="light" color="orange" onClick={() => onOpen('authorization')}>
              Set it up
            </Button>
          </Alert>
        )}
        {isEnabled && mayRun && (
          <RunForm place={place} action={action} operation={operation} onAuthorize={() => onOpen('authorization')} />
        )}
      </Stack>
    </Paper>
  );
}
