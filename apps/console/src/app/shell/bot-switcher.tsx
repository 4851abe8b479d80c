import { Button, Menu, Text } from '@mantine/core';
import { IconPlus, IconRobot, IconSelector } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { botsQuery } from '../bot-query.ts';

/** Says which bot is looked at, and leads to the others. */
export function BotSwitcher({ botId }: { readonly botId: string | undefined }) {
  const bots = useInfiniteQuery(botsQuery);
  const current = bots.data?.find(({ id }) => id === botId);
  const others = (bots.data ?? []).filter(({ id }) => id !== botId).slice(0, 12);
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          fullWidth
          justify="space-between"
          styles={{ label: { flex: 1 } }}
          leftSection={<IconRobot size={18} stroke={1.7} />}
          rightSection={<IconSelector size={16} />}
          aria-label={`Bot: ${current?.name ?? 'Choose a bot'}`}
        >
          <Text size="sm" fw={560} truncate>
            {current?.name ?? 'Choose a bot'}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map(({ id, name }) => (
          <Menu.Item key={id} component={Link} to={`/bots/${id}/actions`}>
            {name}
          </Menu.Item>
        ))}
        {others.length > 0 && <Menu.Divider />}
        <Menu.Item component={Link} to="/bots" leftSection={<IconPlus size={16} />}>
          All bots and new ones
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
