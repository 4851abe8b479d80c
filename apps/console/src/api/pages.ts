import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

/** A page of a list, as the API cuts them. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Everything of a list, page by page: for what is chosen from or named as a whole, never for what grows with its use. */
export async function allOf<Item>(load: (cursor: string | undefined) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
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
