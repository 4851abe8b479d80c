import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { useMay } from '../../api/session.ts';
import { useBot, type Bot } from '../../app/bot-query.ts';
import { rememberBot } from '../../app/last-bot.ts';
import { askFirst } from '../../ui/confirm.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { showDone } from '../../ui/notices.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx';
import { useDeleteBot, useUpdateBot } from './bots.queries.ts';
import { DivisionCard } from './division-card.tsx';
import { WebChatCard } from './web-chat/web-chat-card.tsx';

const route = getRouteApi('/signed-in/bots/$botId/settings');

/** The name of a bot, its web chat, its division, and its end. */
export function BotSettingsPage() {
  const { botId } = route.useParams();
  const bot = useBot(botId);
  const mayEdit = useMay('bots:edit');
  return (
    <Page title="Settings" description={`Of ${bot.name}.`}>
      <Paper withBorder p="lg" maw="40rem">
        <Stack gap="md">
          <NameForm key={bot.name} bot={bot} isReadOnly={!mayEdit} />
          <CopyField label="Bot id" value={bot.id} description="What the API calls this bot." />
        </Stack>
      </Paper>
      <Fragment key={botId}>
        <WebChatCard botId={botId} isReadOnly={!mayEdit} />
        <DivisionCard bot={bot} isReadOnly={!mayEdit} />
      </Fragment>
      {mayEdit && <Deletion bot={bot} />}
    </Page>
  );
}

function NameForm({ bot, isReadOnly }: { readonly bot: Bot; readonly isReadOnly: boolean }) {
  const [name, setName] = useState(bot.name);
  const update = useUpdateBot(bot.id);
  const isDirty = name.trim() !== bot.name;
  const fault = update.isError ? toProblem(update.error).violationOf('/name') : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ name: name.trim() }, { onSuccess: () => showDone('The bot has its new name.') });
      }}
    >
      <UnsavedGuard isDirty={isDirty && !update.isPending} />
      <Stack gap="sm">
        {update.isError && fault === undefined && <ProblemAlert error={update.error} />}
        <TextInput
          label="Name"
          description="Your people see it when the bot asks them to authorize."
          required
          maxLength={100}
          readOnly={isReadOnly}
          value={name}
          error={fault}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={!isDirty || name.trim() === ''} loading={update.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Deletion({ bot }: { readonly bot: Bot }) {
  const remove = useDeleteBot(bot.id);
  const navigate = useNavigate();
  const ask = () =>
    askFirst({
      title: `Delete ${bot.name}?`,
      body: 'Its actions, authorizations, dialogs and conversations go with it; tokens are revoked where the system can. This cannot be undone.',
      confirm: 'Delete the bot',
      typed: bot.name,
      onConfirm: () =>
        remove.mutate(undefined, {
          onSuccess: () => {
            rememberBot(undefined);
            void navigate({ to: '/bots' });
            showDone(`${bot.name} is deleted.`);
          },
        }),
    });
  return (
    <Paper withBorder p="lg" maw="40rem">
      <Group justify="space-between" gap="md">
        <div>
          <Title order={2}>Delete this bot</Title>
          <Text size="sm" c="dimmed">
            With all that belongs to it.
          </Text>
        </div>
        <Button color="red" variant="light" loading={remove.isPending} onClick={ask}>
          Delete
        </Button>
      </Group>
    </Paper>
  );
}
