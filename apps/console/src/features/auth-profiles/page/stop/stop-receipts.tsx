import { Badge, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { accountName } from '../../../../api/accounts.ts';
import { LoadMore } from '../../../../ui/load-more.tsx';
import { LoadingRows } from '../../../../ui/loading.tsx';
import { ProblemAlert } from '../../../../ui/problem-alert.tsx';
import { RecordList, type Column } from '../../../../ui/record-list.tsx';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import { stopReceiptsQuery, type StopReceipt } from './stop.queries.ts';
import { upstreamLooks } from './upstream.ts';

const subjects: Readonly<Record<StopReceipt['subject'], string>> = {
  shared: 'Everybody',
  member: 'A member',
  'end-user': 'An end user',
};

const columns: readonly Column<StopReceipt>[] = [
  {
    key: 'account',
    title: 'Account',
    render: ({ accountName: name }) => <Text size="sm">{accountName({ name })}</Text>,
  },
  { key: 'for', title: 'For', render: ({ subject }) => <Text size="sm">{subjects[subject]}</Text> },
  { key: 'upstream', title: 'At the system', render: (receipt) => <Upstream receipt={receipt} /> },
  {
    key: 'erased',
    title: 'Erased here',
    render: ({ erasedAt }) => (erasedAt === null ? <Text size="sm">Unusable</Text> : <RelativeTime time={erasedAt} />),
  },
];

function Upstream({ receipt: { upstream, nextAttemptAt } }: { readonly receipt: StopReceipt }) {
  return (
    <>
      <Badge color={upstreamLooks[upstream].color}>{upstreamLooks[upstream].label}</Badge>
      {nextAttemptAt !== null && (
        <Text size="xs" c="dimmed">
          It could not be reached; it is asked again <RelativeTime time={nextAttemptAt} span />.
        </Text>
      )}
    </>
  );
}

interface StopReceiptsProps {
  readonly authProfileId: string;
  /** How many the system has answered for: where it grows, the list is another one. */
  readonly answered: number;
}

/** One receipt for each authorization that an emergency stop ended. */
export function StopReceipts({ authProfileId, answered }: StopReceiptsProps) {
  const receipts = useInfiniteQuery(stopReceiptsQuery(authProfileId, answered));
  if (receipts.isError) return <ProblemAlert error={receipts.error} onRetry={() => void receipts.refetch()} />;
  if (receipts.data === undefined) return <LoadingRows />;
  return (
    <Stack gap="sm">
      <RecordList label="Receipts" items={receipts.data} columns={columns} idOf={({ id }) => id} />
      <LoadMore query={receipts} />
    </Stack>
  );
}
