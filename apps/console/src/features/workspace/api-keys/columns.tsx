import { Button, Code, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { Fragment } from 'react';
import { BotName } from '../../../ui/bot-name.tsx';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import type { Column } from '../../../ui/record-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useRevokeApiKey, type ApiKey, type Permission } from '../workspace.queries.ts';
import { permissionWords } from './permissions.ts';

/** What the list tells of each key. */
export function useApiKeyColumns(): readonly Column<ApiKey>[] {
  return [
    {
      key: 'name',
      title: 'Name',
      render: ({ name, hint, isSuspended }) => (
        <Stack gap={2}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            ends in <Code>{hint}</Code>
          </Text>
          {isSuspended && <Suspended />}
        </Stack>
      ),
    },
    { key: 'permissions', title: 'May', render: ({ permissions }) => <Permissions permissions={permissions} /> },
    {
      key: 'bots',
      title: 'Bots',
      render: ({ botIds }) => <Bots ids={botIds} />,
    },
    {
      key: 'used',
      title: 'Last used',
      render: ({ lastUsedAt }) => (lastUsedAt === null ? <Dimmed>Never</Dimmed> : <RelativeTime time={lastUsedAt} />),
    },
    { key: 'expires', title: 'Ends', render: ({ expiresAt }) => <Expiry expiresAt={expiresAt} /> },
    { key: 'revoke', title: '', isAction: true, render: (apiKey) => <RevokeButton apiKey={apiKey} /> },
  ];
}

function Suspended() {
  return (
    <Group gap={4} wrap="nowrap">
      <IconPlayerPause size={14} color="var(--mantine-color-orange-7)" aria-hidden />
      <Text size="xs" fw={600}>
        Refused: its maker is deactivated
      </Text>
    </Group>
  );
}

function Bots({ ids }: { readonly ids: ApiKey['botIds'] }) {
  return (
    <Text size="sm">
      {ids === null
        ? 'All'
        : ids.map((id, index) => (
            <Fragment key={id}>
              {index > 0 && ', '}
              <BotName id={id} />
            </Fragment>
          ))}
    </Text>
  );
}

function Permissions({ permissions }: { readonly permissions: ApiKey['permissions'] }) {
  const words = permissions.map((permission) => permissionWords[permission as Permission]);
  return (
    <Tooltip label={words.join('. ')} multiline maw="26rem">
      <Text size="sm" component="span" tabIndex={0}>
        {permissions.length === 1 ? '1 thing' : `${permissions.length} things`}
      </Text>
    </Tooltip>
  );
}

function Expiry({ expiresAt }: { readonly expiresAt: string | null }) {
  if (expiresAt === null) return <Dimmed>Never</Dimmed>;
  return <RelativeTime time={expiresAt} />;
}

function RevokeButton({ apiKey }: { readonly apiKey: ApiKey }) {
  const revoke = useRevokeApiKey();
  const ask = () =>
    askFirst({
      title: `Revoke ${apiKey.name}?`,
      body: 'The program that shows it is refused from this moment on. This cannot be undone.',
      confirm: 'Revoke the key',
      onConfirm: () => revoke.mutate(apiKey.id, { onSuccess: () => showDone(`${apiKey.name} is revoked.`) }),
    });
  return (
    <Button size="xs" variant="default" aria-label={`Revoke ${apiKey.name}`} loading={revoke.isPending} onClick={ask}>
      Revoke
    </Button>
  );
}

function Dimmed({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
