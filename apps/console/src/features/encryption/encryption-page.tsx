import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { askFirst } from '../../ui/confirm.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { KeyList } from './key-list.tsx';
import { RotationProgress } from './rotation-progress.tsx';
import { encryptionQuery, isRunning, useRotateKeys, type Encryption } from './encryption.queries.ts';
import { nameOfPlace } from './words.ts';

/** The keys that secrets are encrypted with, and their rotation. */
export function EncryptionPage() {
  return (
    <Page
      title="Encryption"
      description="Tokens, secrets and what people say are sealed with a data key, which a master key wraps in turn."
    >
      <Keys />
    </Page>
  );
}

function Keys() {
  const encryption = useQuery(encryptionQuery);
  return (
    <>
      {encryption.isPending && <LoadingRows count={4} />}
      {encryption.isError && <ProblemAlert error={encryption.error} onRetry={() => void encryption.refetch()} />}
      {encryption.data !== undefined && (
        <>
          <Rotation encryption={encryption.data} />
          <Section title="Data keys">
            <KeyList keys={encryption.data.keys} />
          </Section>
          <Contents contents={encryption.data.contents} />
        </>
      )}
    </>
  );
}

function Rotation({ encryption }: { readonly encryption: Encryption }) {
  const rotate = useRotateKeys();
  const { rotation, keyService } = encryption;
  const ask = () =>
    askFirst({
      title: 'Rotate the keys?',
      body: 'Everything is sealed anew with a new data key, while the server goes on. Nothing is lost and nobody is signed out.',
      confirm: 'Rotate the keys',
      cancel: 'Not now',
      onConfirm: () => rotate.mutate(),
    });
  return (
    <Section title="Rotation">
      <Stack gap="md" align="flex-start">
        <Text size="sm">
          {keyService === 'remote'
            ? 'The master key is in a key service: the server never sees it.'
            : 'The master key is one that the server was given when it started.'}{' '}
          Rotate when somebody who could read the database or its backups has left, and as often as your rules say.
        </Text>
        {rotation !== null && <RotationProgress rotation={rotation} />}
        {rotate.isError && <ProblemAlert error={rotate.error} />}
        <Button
          leftSection={<IconRefresh size={16} />}
          onClick={ask}
          loading={rotate.isPending}
          disabled={isRunning(rotation)}
        >
          Rotate the keys
        </Button>
      </Stack>
    </Section>
  );
}

function Contents({ contents }: Pick<Encryption, 'contents'>) {
  return (
    <Section title="What is sealed">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th ta="end">Sealed</Table.Th>
            <Table.Th ta="end">With an older key</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {contents.map(({ place, sealedCount, outdatedCount }) => (
            <Table.Tr key={place}>
              <Table.Td>{nameOfPlace(place)}</Table.Td>
              <Table.Td ta="end">{sealedCount.toLocaleString()}</Table.Td>
              <Table.Td ta="end">{outdatedCount.toLocaleString()}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {contents.length === 0 && (
        <Group>
          <Text size="sm">Nothing is sealed yet.</Text>
        </Group>
      )}
    </Section>
  );
}
