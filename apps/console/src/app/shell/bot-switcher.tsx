import { Button, Menu, Text } from '@mantine/core';
import { openSpotlight } from '@mantine/spotlight';
import { IconPlus, IconRobot, IconSearch, IconSelector } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { botQuery, botsQuery } from '../bot-query.ts';

const shownCount = 12;

/** Says which bot is looked at, and leads to the others. */
export function BotSwitcher({ botId }: { readonly botId: string | undefined }) {
  const bots = useInfiniteQuery(botsQuery);
  const { data: current } = useQuery({ ...botQuery(botId ?? ''), enabled: botId !== undefined });
  const all = (bots.data ?? []).filter(({ id }) => id !== botId);
  const others = all.slice(0, shownCount);
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
          <Menu.Item key={id} component={Link} to={`/bots/${id}`}>
            {name}
          </Menu.Item>
        ))}
        {others.length > 0 && <Menu.Divider />}
        {all.length > others.length && (
          <Menu.Item leftSection={<IconSearch size={16} />} onClick={openSpotlight}>
            Find another bot
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/bots" leftSection={<IconPlus size={16} />}>
          All bots and new ones
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
