/** Ids of nodes, in the order of three versions of a graph. */
export interface NodeOrders {
  readonly base: readonly string[];
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/** Every id of `mine` and `theirs`: in the order of whichever has changed it, with those of the other side behind their predecessors. */
export function inOrder({ base, mine, theirs }: NodeOrders): readonly string[] {
  const isMineUntouched = mine.length === base.length && mine.every((id, index) => id === base[index]);
  return isMineUntouched ? interleaved(theirs, mine) : interleaved(mine, theirs);
}

function interleaved(first: readonly string[], second: readonly string[]): readonly string[] {
  const known = new Set(first);
  const behind = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const id of second) {
    if (known.has(id)) anchor = id;
    else behind.set(anchor, [...(behind.get(anchor) ?? []), id]);
  }
  return [...(behind.get(undefined) ?? []), ...first.flatMap((id) => [id, ...(behind.get(id) ?? [])])];
}
