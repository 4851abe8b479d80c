/** One server-sent event. */
export interface ServerSentEvent {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Takes a stream of server-sent events apart, however its bytes are cut; https://html.spec.whatwg.org/#parsing-an-event-stream. */
export class EventParser {
  private readonly decoder = new TextDecoder();
  private rest = '';
  private event = '';
  private id = '';
  private data: string[] = [];

  /** Takes bytes in; answers the events that they complete. */
  push(bytes: Uint8Array): readonly ServerSentEvent[] {
    this.rest += this.decoder.decode(bytes, { stream: true });
    const events: ServerSentEvent[] = [];
    // A CR at the very end may be the first half of a CRLF.
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = this.take(line);
      if (event !== undefined) events.push(event);
    }
    return events;
  }

  private take(line: string): ServerSentEvent | undefined {
    if (line === '') return this.dispatch();
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') this.event = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id') this.id = value;
    return undefined;
  }

  private dispatch(): ServerSentEvent | undefined {
    const { event, id, data } = this;
    this.event = '';
    this.data = [];
    return data.length === 0 ? undefined : { event: event || 'message', id, data: data.join('\n') };
  }
}
