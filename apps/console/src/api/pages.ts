import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

/** A page of a list, as the API cuts them. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Options of a query over all pages of a list; `load` gets the cursor of the page that is wanted. */
export function pagedQuery<Item>(queryKey: QueryKey, load: (cursor: string | undefined) => Promise<Page<Item>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}
