/** What is said, as the API tells it. */
export interface Message {
  readonly id: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly author: 'end-user' | 'bot';
  readonly content: Content;
  readonly createdAt: string;
}

/** One of the answers that a message offers. */
export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** One field of a form. */
export interface FormField {
  readonly name: string;
  readonly kind: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly isSensitive: boolean;
  readonly multiple?: boolean;
  readonly maxLength?: number;
  readonly choices?: readonly Choice[];
  readonly error?: string;
}

/** The content of a message: `text` is complete by itself. What a later version adds is not known here, and not shown. */
export interface Content {
  readonly kind: string;
  readonly text: string;
  readonly title?: string;
  readonly intro?: string;
  readonly card?: {
    readonly title: string;
    readonly body?: string;
    readonly link?: { readonly label: string; readonly url: string };
  };
  readonly choices?: readonly Choice[];
  readonly fields?: readonly FormField[];
  readonly expiresAt?: string;
  /** What the message tells of the authorization that was asked for before it. */
  readonly authorization?: 'code-asked' | 'completed' | 'ended';
}

/** The chat as it stands. */
export interface ChatSnapshot {
  readonly conversationId: string;
  readonly locale: string;
  readonly title: string;
  readonly greeting: string | null;
  readonly theme: { readonly accentColor: string; readonly colorScheme: 'auto' | 'light' | 'dark' };
  readonly messages: readonly Message[];
}

/** What the end user says. */
export interface Utterance {
  readonly text: string;
  readonly payload?: string;
  readonly entities?: Readonly<Record<string, unknown>>;
}

/** The API has answered, and refuses. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(`The chat was refused: ${status} ${code}`);
  }

  /** Whether the same request may succeed later. */
  get isTransient(): boolean {
    return this.status >= 500 || this.status === 429 || this.code === 'idempotency-key-in-use';
  }
}

/** The routes of one bot's chat. Everything else that they throw means that the server was not reached. */
export class Api {
  constructor(
    private readonly server: string,
    private readonly botId: string,
  ) {}

  /** Where the server is. */
  get origin(): string {
    return new URL(this.server).origin;
  }

  begin(body: object): Promise<ChatSnapshot & { readonly token: string }> {
    return this.call('POST', 'sessions', { body });
  }

  show(token: string): Promise<ChatSnapshot> {
    return this.call('GET', 'session', { token });
  }

  /** Says something, once for each key; what the end user said comes first in the answer. */
  async say(token: string, body: Utterance, key: string): Promise<readonly Message[]> {
    const { messages } = await this.call<{ readonly messages: readonly Message[] }>('POST', 'messages', {
      token,
      body,
      key,
    });
    return messages;
  }

  /** Ends the session on the server. */
  async end(token: string): Promise<void> {
    await this.send('DELETE', 'session', { token });
  }

  /** Opens the stream of messages after a number. */
  async events(token: string, after: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.send('GET', `events?after=${after}`, { token, signal });
    if (body === null) throw new TypeError('The stream is empty.');
    return body;
  }

  private async call<Answer>(method: string, path: string, request: Request): Promise<Answer> {
    const response = await this.send(method, path, { ...request, signal: AbortSignal.timeout(30_000) });
    return (await response.json()) as Answer;
  }

  private async send(method: string, path: string, { token, body, key, signal }: Request): Promise<Response> {
    const response = await fetch(`${this.server}/v1/chat/${encodeURIComponent(this.botId)}/${path}`, {
      method,
      cache: 'no-store',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as { readonly code?: string };
    const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
    throw new RefusedError(response.status, problem.code ?? '', Number.isNaN(retryAfter) ? undefined : retryAfter);
  }
}

interface Request {
  readonly token?: string;
  readonly body?: object;
  readonly key?: string;
  readonly signal?: AbortSignal;
}
