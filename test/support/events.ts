import type { ChatMessage } from './chat.js';
import { eventually } from './eventually.js';
import type { TestServer } from './server.js';

/** Somebody who reads the server-sent events of a conversation. */
export class EventReader {
  readonly heard: ChatMessage[] = [];
  private readonly abort = new AbortController();

  private constructor() {}

  /** Connects; after an event when told, as browsers do with `Last-Event-ID`. */
  static async open(server: TestServer, conversationId: string, lastEventId?: number): Promise<EventReader> {
    const reader = new EventReader();
    const headers = {
      authorization: `Bearer ${server.key}`,
      ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }),
    };
    const url = `${server.url}/v1/conversations/${conversationId}/events`;
    const response = await fetch(url, { headers, signal: reader.abort.signal });
    if (response.status !== 200 || response.body === null) throw new Error(`no stream: ${response.status}`);
    void reader.read(response.body).catch(() => undefined);
    return reader;
  }

  /** Waits for a message. */
  async until(isIt: (message: ChatMessage) => boolean): Promise<ChatMessage> {
    return eventually(() => this.heard.find(isIt), `a message; heard so far: ${JSON.stringify(this.heard)}`);
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
      blocks.forEach((block) => this.take(block));
    }
  }

  private take(block: string): void {
    const id = /^id: (\d+)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (id === undefined || data === undefined) return;
    const message = JSON.parse(data) as ChatMessage;
    if (String(message.sequence) !== id) throw new Error(`event ${id} holds message ${message.sequence}`);
    this.heard.push(message);
  }
}
