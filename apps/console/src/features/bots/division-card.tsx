import { Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { divisionsQuery, useDivisionsWith } from '../../api/divisions.ts';
import type { Bot } from '../../app/bot-query.ts';
import { askFirst } from '../../ui/confirm.tsx';
import { showDone } from '../../ui/notices.tsx';
import { useUpdateBot } from './bots.queries.ts';

interface DivisionCardProps {
  readonly bot: Bot;
  readonly isReadOnly: boolean;
}

/** Which division a bot belongs to, to be changed; nothing where there is one division. */
export function DivisionCard({ bot, isReadOnly }: DivisionCardProps) {
  const { data: divisions = [] } = useQuery(divisionsQuery);
  const open = useDivisionsWith('bots:edit');
  const [divisionId, setDivisionId] = useState(bot.divisionId);
  const update = useUpdateBot(bot.id);
  if (divisions.length < 2) return null;
  const mayMove = !isReadOnly && open.length > 1;
  const target = divisions.find(({ id }) => id === divisionId)?.name ?? '';
  const ask = () =>
    askFirst({
      title: `Move ${bot.name} to ${target}?`,
      body: `Who has roles in ${target} may work with it from then on; who has none there no longer sees it, with its dialogs, conversations and authorizations.`,
      confirm: 'Move the bot',
      cancel: 'Cancel',
      onConfirm: () =>
        update.mutate({ divisionId }, { onSuccess: () => showDone(`${bot.name} belongs to ${target}.`) }),
    });
  return (
    <Paper withBorder p="lg" maw="40rem" component="section" aria-label="Division">
      <Stack gap="sm">
        <div>
          <Title order={2}>Division</Title>
          <Text size="sm" c="dimmed">
            Roles in it say who may work with the bot.
          </Text>
        </div>
        <Group align="flex-end" gap="sm">
          <Select
            flex={1}
            aria-label="Division"
            data={(mayMove ? open : divisions).map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            readOnly={!mayMove}
            value={divisionId}
            onChange={(next) => setDivisionId(next ?? bot.divisionId)}
          />
          {mayMove && (
            <Button disabled={divisionId === bot.divisionId} loading={update.isPending} onClick={ask}>
              Move
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
