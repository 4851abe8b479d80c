const type = 'attache-authorization';
const features = 'popup,width=520,height=760';

/** What the last page of an authorization tells. */
interface Told {
  readonly type?: unknown;
  readonly requestId?: unknown;
  readonly code?: unknown;
}

/**
 * The windows in which people authorize. The last page hands its code over by a message: only one that comes from the server itself,
 * and from a window that this chat has opened, counts.
 */
export class PopUps {
  private readonly opened = new Set<MessageEventSource>();

  constructor(
    private readonly serverOrigin: string,
    private readonly onCode: (code: string) => Promise<boolean>,
  ) {}

  /** Opens a window; answers whether the browser let it. */
  open(url: string): boolean {
    const opened = window.open(url, '_blank', features);
    if (opened === null) return false;
    this.opened.add(opened);
    return true;
  }

  start(): void {
    addEventListener('message', this.listen);
  }

  stop(): void {
    removeEventListener('message', this.listen);
  }

  private readonly listen = ({ origin, source, data }: MessageEvent<Told | null>): void => {
    if (origin !== this.serverOrigin || source === null || !this.opened.has(source)) return;
    if (typeof data !== 'object' || data?.type !== type) return;
    const { code, requestId } = data;
    if (typeof code !== 'string' || !/^\d{6}$/.test(code)) return;
    void this.onCode(code).then((isTaken) => {
      if (isTaken) source.postMessage({ type: `${type}-received`, requestId }, { targetOrigin: this.serverOrigin });
    });
  };
}
