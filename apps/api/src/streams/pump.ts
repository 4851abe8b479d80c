const retryAfterMs = 1_000;

/** Reads what is new whenever it is woken. */
export interface Pump {
  /** There may be something new. */
  readonly wake: () => void;
  readonly stop: () => void;
}

/**
 * Makes a pump: `read` passes on what is new and answers whether there is more to read at once. It is called one at a time, so that nothing
 * is passed on twice; when it fails it is called again a moment later.
 */
export function createPump(read: () => Promise<boolean>): Pump {
  let [isBusy, isWoken, isStopped] = [false, false, false];
  let retry: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    isBusy = true;
    try {
      while (isWoken && !isStopped) {
        isWoken = false;
        const hasMore = await read();
        isWoken ||= hasMore;
      }
    } catch {
      if (!isStopped) retry = setTimeout(wake, retryAfterMs).unref();
    }
    isBusy = false;
  };
  const wake = (): void => {
    clearTimeout(retry);
    isWoken = true;
    if (!isBusy) void run();
  };
  const stop = (): void => {
    isStopped = true;
    clearTimeout(retry);
  };
  return { wake, stop };
}
