import { Button, Code, Text } from '@mantine/core';
import { openModal } from '@mantine/modals';
import { IconUserX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ErasureProof } from '../../erasing/erasure-proof.tsx';
import { erasuresQuery, type Erasure } from '../../erasing/erasing.queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PagedRecords } from '../../ui/paged-records.tsx';
import type { Column } from '../../ui/record-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

/** Who was erased, under a pseudonym: how that stands, and the proof. */
export function Erasures({ botId }: { readonly botId: string }) {
  const erasures = useInfiniteQuery(erasuresQuery(botId));
  return (
    <PagedRecords
      label="Erased end users"
      query={erasures}
      columns={columnsFor(botId)}
      idOf={({ id }) => id}
      nothing={
        <EmptyState icon={IconUserX} title="Nobody was erased">
          When somebody asks for it, find them under People and erase them: the proof stands here afterwards.
        </EmptyState>
      }
    />
  );
}

const columnsFor = (botId: string): readonly Column<Erasure>[] => [
  { key: 'pseudonym', title: 'Pseudonym', render: ({ endUserId }) => <Code>{endUserId}</Code> },
  {
    key: 'state',
    title: 'State',
    render: ({ state }) => (
      <StateBadge
        state={state === 'running' ? 'running' : 'completed'}
        label={state === 'running' ? 'Being erased' : 'Erased'}
      />
    ),
  },
  { key: 'asked', title: 'Asked for', render: ({ requestedAt }) => <RelativeTime time={requestedAt} /> },
  {
    key: 'rows',
    title: 'Rows erased',
    render: ({ erased }) => <Text size="sm">{erased.reduce((sum, { count }) => sum + count, 0).toLocaleString()}</Text>,
  },
  {
    key: 'proof',
    title: 'Proof',
    isAction: true,
    render: ({ id, endUserId }) => (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Show the proof of ${endUserId}`}
        onClick={() =>
          openModal({ title: 'Proof', size: 'lg', children: <ErasureProof botId={botId} erasureId={id} /> })
        }
      >
        Show the proof
      </Button>
    ),
  },
];
