import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconMasksTheater } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../api/session.ts';
import { chooseOutcome, simulatorQuery } from './simulator.queries.ts';

/** Chooses what happens at the next sign-in at the sandbox; not there without a sandbox. */
export function SimulatorMenu({ botId }: { readonly botId: string }) {
  const queryClient = useQueryClient();
  const mayChoose = useMay('actions:manage');
  const { data } = useQuery(simulatorQuery(botId));
  const choose = useMutation({
    mutationFn: chooseOutcome(botId),
    onSuccess: (simulator) => queryClient.setQueryData(simulatorQuery(botId).queryKey, simulator),
  });
  if (!data?.isAvailable) return <span />;
  const current = data.outcomes.find(({ id }) => id === data.outcome);
  return (
    <Menu position="top-start" width={300}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color={data.outcome === 'allowed' ? 'gray' : 'orange'}
          leftSection={<IconMasksTheater size={14} />}
          loading={choose.isPending}
        >
          Next sign-in: {current?.title ?? data.outcome}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>What happens at the next sign-in at the sandbox</Menu.Label>
        {data.outcomes.map(({ id, title, description }) => (
          <Menu.Item
            key={id}
            disabled={!mayChoose}
            onClick={() => choose.mutate(id)}
            rightSection={id === data.outcome ? <IconCheck size={16} /> : undefined}
            aria-current={id === data.outcome ? 'true' : undefined}
          >
            {title}
            <Text size="xs" c="dimmed">
              {description}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
