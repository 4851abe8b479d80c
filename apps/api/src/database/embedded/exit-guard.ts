/** Something that must not outlive this process unnoticed. */
export interface Guarded {
  /** Ends it, taking the time that it takes. */
  stop(): Promise<void>;
  /** Called in the very last moment, when nothing asynchronous happens any more. */
  abandon(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const guarded = new Set<Guarded>();

/**
 * Sees to it that a guarded thing is stopped when the process is told to end and nobody else listens to that signal, and
 * abandoned when the process exits without having stopped it. The answer lifts the guard.
 */
export function guardExit(thing: Guarded): () => void {
  if (guarded.size === 0) {
    for (const signal of SIGNALS) process.on(signal, stopAll);
    process.on('exit', abandonAll);
  }
  guarded.add(thing);
  return () => {
    if (!guarded.delete(thing) || guarded.size > 0) return;
    for (const signal of SIGNALS) process.off(signal, stopAll);
    process.off('exit', abandonAll);
  };
}

function stopAll(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  void Promise.allSettled([...guarded].map((thing) => thing.stop())).then(() => {
    process.off(signal, stopAll);
    process.kill(process.pid, signal);
  });
}

function abandonAll(): void {
  for (const thing of guarded) thing.abandon();
}
