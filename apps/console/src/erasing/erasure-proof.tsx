import { Alert, Group, List, Loader, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { erasureQuery, type Erasure } from './erasing.queries.ts';

interface ErasureProofProps {
  readonly botId: string;
  readonly erasureId: string;
  /** How people were told of the person, where that is still known. */
  readonly name?: string;
}

/** How far the erasure of a person is, what was erased, and that nothing is left. */
export function ErasureProof({ botId, erasureId, name = 'The person' }: ErasureProofProps) {
  const erasure = useQuery(erasureQuery(botId, erasureId));
  if (erasure.isError) return <ProblemAlert error={erasure.error} onRetry={() => void erasure.refetch()} />;
  if (erasure.data === undefined) return <Skeleton height={160} />;
  return (
    <Stack gap="md">
      <div aria-live="polite">
        <Verdict erasure={erasure.data} name={name} />
      </div>
      <Erased erasure={erasure.data} />
      {erasure.data.authorizations.map(({ authorizationId, connectorId, upstream }) => (
        <Text size="sm" key={authorizationId}>
          Authorization of {connectorId}: {upstreamWords[upstream]}.
        </Text>
      ))}
      <Text size="sm">
        The audit trail keeps that it happened, under the pseudonym {erasure.data.endUserId}. Asked for{' '}
        <RelativeTime time={erasure.data.requestedAt} span />.
      </Text>
    </Stack>
  );
}

interface VerdictProps {
  readonly erasure: Erasure;
  readonly name: string;
}

function Verdict({ erasure: { state, scan }, name }: VerdictProps) {
  if (state === 'running' || scan === null) {
    return (
      <Group gap="sm" wrap="nowrap">
        <Loader size="xs" aria-hidden />
        <Text size="sm">
          Nobody finds {name === 'The person' ? 'the person' : name} any more. What is known of them is being erased;
          you may close this, it goes on by itself.
        </Text>
      </Group>
    );
  }
  const tables = scan.found.map(({ table }) => table.replaceAll('_', ' ')).join(', ');
  return scan.found.length === 0 ? (
    <Alert color="teal" icon={<IconCheck />} title={`${name} is erased`}>
      {scan.columns} columns were looked through: nothing is left.
    </Alert>
  ) : (
    <Alert color="orange" icon={<IconAlertTriangle />} title="Something is left">
      {scan.columns} columns were looked through; the id still stands in {tables}. Erase again, and tell whoever runs
      this installation if it stays.
    </Alert>
  );
}

function Erased({ erasure: { erased } }: { readonly erasure: Erasure }) {
  if (erased.length === 0) return null;
  return (
    <List size="sm" aria-label="What was erased">
      {erased.map(({ table, count }) => (
        <List.Item key={table}>
          {count.toLocaleString()} {table.replaceAll('_', ' ')}
        </List.Item>
      ))}
    </List>
  );
}

const upstreamWords = {
  revoked: 'revoked at the system, and erased here',
  'not-supported': 'erased here; the system cannot revoke',
  failed: 'erased here; the system refused to revoke',
  pending: 'ended here; the system does not answer and is asked again',
} as const satisfies Record<Erasure['authorizations'][number]['upstream'], string>;
