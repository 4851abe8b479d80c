import { useEffect, useRef, useState } from 'react';

/** Whether a stream of events is open; `retrying` is told to the person who looks. */
export type LiveState = 'connecting' | 'open' | 'retrying';

/** Events by name -> what to do with the data of one; JSON is parsed. `open` is called whenever the stream begins: what happened before may be unknown. */
export type LiveHandlers = Readonly<Record<string, (data: unknown, id: string) => void>>;

const shortestPauseMs = 500;
const longestPauseMs = 15_000;

/** What the address must say so that a stream goes on after the event with an id. */
type ResumeQuery = (lastEventId: string) => string;

/**
 * Listens to server-sent events of the API for as long as the component stands. The browser connects again by itself, and tells where it was;
 * where it gave up, we do, with `resume` as the query.
 */
export function useLiveEvents(path: string | undefined, handlers: LiveHandlers, resume?: ResumeQuery): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const latest = useRef({ handlers, resume });
  useEffect(() => {
    latest.current = { handlers, resume };
  });
  const names = Object.keys(handlers).sort().join(' ');
  useEffect(() => {
    if (path === undefined) return undefined;
    return listen({ path, names: names.split(' '), latest, setState });
  }, [path, names]);
  return state;
}

interface Listening {
  readonly path: string;
  readonly names: readonly string[];
  readonly latest: { readonly current: { readonly handlers: LiveHandlers; readonly resume?: ResumeQuery } };
  readonly setState: (state: LiveState) => void;
}

function listen({ path, names, latest, setState }: Listening): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = shortestPauseMs;
  let lastId = '';
  const open = () => {
    const query = lastId === '' ? undefined : latest.current.resume?.(lastId);
    source = new EventSource(query === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`);
    source.onopen = () => {
      pauseMs = shortestPauseMs;
      setState('open');
      latest.current.handlers['open']?.(undefined, lastId);
    };
    source.onerror = () => {
      setState('retrying');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
    for (const name of names.filter((one) => one !== 'open')) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (event.lastEventId !== '') lastId = event.lastEventId;
        latest.current.handlers[name]?.(parsed(event.data), event.lastEventId);
      });
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}
