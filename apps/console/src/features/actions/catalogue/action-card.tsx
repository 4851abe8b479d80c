import { Alert, Box, Card, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { TextLink } from '../../../ui/links.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { SystemMark } from '../../../ui/system-mark.tsx';
import type { Action } from '../actions.queries.ts';
import classes from './action-card.module.css';
import { categoryName } from './categories.ts';

interface ActionCardProps {
  readonly botId: string;
  readonly action: Action;
}

/** One system that a bot works with, or could. */
export function ActionCard({ botId, action }: ActionCardProps) {
  const { connectorId } = action;
  const isBegun = action.state === 'available' && action.id !== null;
  const isShownState = action.state !== 'available';
  return (
    <Card role="listitem" className={classes.card} padding="md">
      <Group gap="sm" wrap="nowrap" align="flex-start" mb="xs">
        <SystemMark name={action.name} mark={action.mark} />
        <Box flex={1} style={{ minWidth: 0 }}>
          <Group justify="space-between" gap={6} wrap="nowrap" align="flex-start">
            <Title order={2} fz="md" lineClamp={1}>
              <Link to="/bots/$botId/actions/$connectorId" params={{ botId, connectorId }} className={classes.link}>
                {action.name}
              </Link>
            </Title>
            {isShownState && <StateBadge state={action.state} />}
            {isBegun && <StateBadge state="disabled" label="Not enabled yet" />}
          </Group>
          <Text size="xs" c="dimmed" truncate>
            {action.categories.map(categoryName).join(' · ')}
          </Text>
        </Box>
      </Group>
      <Text size="sm" lineClamp={2}>
        {action.description}
      </Text>
      {action.state === 'error' && <Fault action={action} botId={botId} />}
    </Card>
  );
}

function Fault({ action, botId }: Pick<ActionCardProps, 'action' | 'botId'>) {
  return (
    <Alert color="red" icon={<IconAlertTriangle size={16} />} mt="sm" p="xs">
      <Text size="sm">{action.fault?.message ?? `${action.name} cannot be used at the moment.`}</Text>
      <TextLink
        to="/bots/$botId/actions/$connectorId"
        params={{ botId, connectorId: action.connectorId }}
        search={{ tab: 'authorization' }}
        size="sm"
        fw={600}
        className={classes.above}
      >
        See what to do
      </TextLink>
    </Alert>
  );
}
