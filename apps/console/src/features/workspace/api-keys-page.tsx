import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordList } from '../../ui/record-list.tsx';
import { useApiKeyColumns } from './api-keys/columns.tsx';
import { NewApiKey } from './api-keys/new-api-key.tsx';
import { apiKeysQuery } from './workspace.queries.ts';

/** Keys for programs: who has one, what it may do, and its end. */
export function ApiKeysPage() {
  return (
    <Page
      title="API keys"
      description="A program that calls Attaché's API shows one of these. Give each program its own."
    >
      <ApiKeys />
    </Page>
  );
}

function ApiKeys() {
  const keys = useInfiniteQuery(apiKeysQuery);
  const [isMaking, making] = useDisclosure(false);
  const columns = useApiKeyColumns();
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={making.open}>
      New API key
    </Button>
  );
  return (
    <>
      {keys.isPending && <LoadingRows />}
      {keys.isError && <ProblemAlert error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && (
        <EmptyState icon={IconKey} title="No API keys yet" action={create}>
          Your bot platform needs one to hold conversations, run operations and make authorization links.
        </EmptyState>
      )}
      {keys.data !== undefined && keys.data.length > 0 && (
        <>
          <div>{create}</div>
          <RecordList label="API keys" items={keys.data} columns={columns} idOf={({ id }) => id} />
        </>
      )}
      <LoadMore query={keys} />
      <NewApiKey isOpen={isMaking} onClose={making.close} />
    </>
  );
}
