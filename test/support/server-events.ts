import { eventually } from './eventually.js';
import type { TestServer } from './server.js';

/** One server-sent event. */
export interface ServerEvent {
  readonly id: string | undefined;
  readonly event: string;
  // Tests look into whatever was sent.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
}

/** Somebody who reads any stream of server-sent events. */
export class ServerEvents {
  readonly heard: ServerEvent[] = [];
  private readonly abort = new AbortController();
  private hasEnded = false;

  private constructor() {}

  static async open(
    server: Pick<TestServer, 'url'> & Partial<Pick<TestServer, 'key'>>,
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ServerEvents> {
    const events = new ServerEvents();
    const response = await fetch(server.url + path, {
      headers: { ...(server.key !== undefined && { authorization: `Bearer ${server.key}` }), ...headers },
      signal: events.abort.signal,
    });
    if (response.status !== 200 || response.body === null) throw new Error(`no stream: ${response.status}`);
    void events.read(response.body).catch(() => undefined);
    return events;
  }

  /** Waits for the n-th event of a name. */
  async until(name: string, count = 1): Promise<ServerEvent> {
    return eventually(
      () => this.heard.filter(({ event }) => event === name)[count - 1],
      `${name}; heard so far: ${JSON.stringify(this.heard).slice(0, 2_000)}`,
    );
  }

  /** Waits until the server ends the stream. */
  async ended(): Promise<void> {
    await eventually(() => this.hasEnded || undefined, 'the end of a stream');
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
    this.hasEnded = true;
  }

  private take(block: string): void {
    const event = /^event: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (event === undefined || data === undefined) return;
    this.heard.push({ id: /^id: (.*)$/m.exec(block)?.[1], event, data: JSON.parse(data) as unknown });
  }
}
