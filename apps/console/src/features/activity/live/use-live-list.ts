import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useLiveEvents, type LiveState } from '../../../api/use-live-events.ts';

interface Entry {
  readonly id: string;
  readonly status: string;
}

interface LiveListOptions {
  readonly botId: string;
  /** Name of the events that concern the list. */
  readonly event: 'run' | 'authorization-request';
  readonly items: readonly Entry[];
  readonly refresh: () => Promise<unknown>;
}

/** What a list does with what happens while somebody looks at it. */
export interface LiveList {
  readonly state: LiveState;
  readonly isPaused: boolean;
  /** How many have come that are not shown yet. */
  readonly newCount: number;
  readonly togglePause: () => void;
  readonly show: () => void;
}

const gatherMs = 400;
const scrolledPx = 240;

/**
 * Keeps a list up to date. What is shown changes in its place; new ones come in by themselves while the top of the list is in sight, and are
 * counted, not shown, when it is not or somebody has paused: nothing moves away under the one who reads.
 */
export function useLiveList({ botId, event, items, refresh }: LiveListOptions): LiveList {
  const [isPaused, setPaused] = useState(false);
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  const gather = useDebouncedCallback(() => void refresh(), gatherMs);
  const show = () => {
    setNews(new Set());
    window.scrollTo({ top: 0 });
    void refresh();
  };
  const mayMove = () => !isPaused && window.scrollY < scrolledPx;
  const hear = (entry: Entry) => {
    const shown = items.find(({ id }) => id === entry.id);
    const isKnown = shown !== undefined && !isPaused;
    if (isKnown ? shown.status !== entry.status : mayMove()) gather();
    else if (shown === undefined) setNews((before) => new Set([...before, entry.id]));
  };
  const state = useLiveEvents(`/v1/bots/${botId}/activity/events`, {
    run: (data) => event === 'run' && hear(data as Entry),
    'authorization-request': (data) => event === 'authorization-request' && hear(data as Entry),
    open: () => mayMove() && gather(),
    more: () => mayMove() && gather(),
  });
  const togglePause = () => {
    setPaused(!isPaused);
    if (isPaused) show();
  };
  return { state, isPaused, newCount: news.size, togglePause, show };
}
