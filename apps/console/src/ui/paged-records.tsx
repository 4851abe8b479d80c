import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadMore } from './load-more.tsx';
import { LoadingRows } from './loading.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { RecordList, type Column } from './record-list.tsx';

interface PagedRecordsProps<Item> {
  readonly label: string;
  readonly query: UseInfiniteQueryResult<readonly Item[]>;
  readonly columns: readonly Column<Item>[];
  readonly idOf: (item: Item) => string;
  /** What stands where there is nothing. */
  readonly nothing: ReactNode;
}

/** A list of records that is read page by page, in each of its states. */
export function PagedRecords<Item>({ label, query, columns, idOf, nothing }: PagedRecordsProps<Item>) {
  const { data: items } = query;
  return (
    <>
      {query.isPending && <LoadingRows />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {items?.length === 0 && nothing}
      {!!items?.length && <RecordList {...{ label, items, columns, idOf }} />}
      <LoadMore query={query} />
    </>
  );
}
