import { useEffect, useRef, useState } from 'react';

/** Whether a stream of events is open; `retrying` is told to the person who looks. */
export type LiveState = 'connecting' | 'open' | 'retrying';

/** Events by name -> what to do with the data of one; JSON is parsed. */
export type LiveHandlers = Readonly<Record<string, (data: unknown, id: string) => void>>;

const longestPauseMs = 15_000;

/** Listens to server-sent events of the API for as long as the component stands, and goes on after interruptions where it was. */
export function useLiveEvents(path: string | undefined, handlers: LiveHandlers): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
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
  readonly latest: { readonly current: LiveHandlers };
  readonly setState: (state: LiveState) => void;
}

function listen({ path, names, latest, setState }: Listening): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = 500;
  let lastId = '';
  const open = () => {
    const joint = path.includes('?') ? '&' : '?';
    source = new EventSource(lastId === '' ? path : `${path}${joint}after=${encodeURIComponent(lastId)}`);
    source.onopen = () => {
      pauseMs = 500;
      setState('open');
    };
    source.onerror = () => {
      source?.close();
      setState('retrying');
      timer = setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
    for (const name of names) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (event.lastEventId !== '') lastId = event.lastEventId;
        latest.current[name]?.(parsed(event.data), event.lastEventId);
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
