import { RefusedError, type Api, type ChatSnapshot, type Message, type Utterance } from './connection/api.js';
import { follow } from './connection/follow.js';
import { Outbox, type Pending } from './connection/outbox.js';
import { Patience } from './connection/patience.js';
import { Storage } from './connection/storage.js';
import { Timeline } from './connection/timeline.js';

/** Why there is no chat. */
export type Refusal = 'unavailable' | 'sign-in-needed' | 'not-allowed';

/** What a chat is held with. */
export interface ChatOptions {
  readonly api: Pick<Api, keyof Api>;
  readonly botId: string;
  /** What the host page has signed its user with. */
  readonly userToken: string | undefined;
  /** Languages that the person wants, best first. */
  readonly languages: readonly string[];
  readonly onChange: () => void;
}

const handOverPatienceMs = 15_000;

/** A conversation with a bot, kept up over reloads and breaks of the connection. */
export class Chat {
  readonly timeline = new Timeline();
  /** Title, greeting and looks, once they are known. */
  settings?: ChatSnapshot;
  refusal?: Refusal;
  isConnected = false;
  /** What was there when the chat was taken up: it is not read out. */
  firstNew = 0;
  private readonly outbox: Outbox;
  private readonly tokens = new Storage('local');
  private readonly ending = new AbortController();
  private stream = new AbortController();
  private token?: string;
  private beginning?: Promise<boolean>;
  private held: readonly Message[] = [];
  private isWorking = false;

  constructor(private readonly options: ChatOptions) {
    this.outbox = new Outbox({
      send: (utterance, key) => this.options.api.say(this.token ?? '', utterance, key),
      onSent: (_pending, messages) => this.takeAnswer(messages),
      onChange: () => this.change(),
      onRefused: () => this.begin(),
      storage: new Storage('session'),
      storageKey: `attache-chat-outbox:${options.botId}`,
    });
  }

  /** What was said and is on its way. */
  get pending(): readonly Pending[] {
    return this.outbox.pending;
  }

  /** Whether the bot is about to say something. */
  get isTyping(): boolean {
    return this.isConnected && (this.outbox.isSending || this.isWorking);
  }

  /** Takes the chat up, or begins it. */
  async start(): Promise<void> {
    if (await this.open()) await this.outbox.open();
  }

  /** Leaves the chat; it can be taken up again. */
  stop(): void {
    this.ending.abort();
    this.stream.abort();
    this.outbox.close();
  }

  say(utterance: Utterance): void {
    this.outbox.add(utterance);
  }

  retry(key: string): void {
    this.outbox.retry(key);
  }

  discard(key: string): void {
    this.outbox.discard(key);
  }

  /** Types a code that the last page of an authorization has handed over, as soon as the bot asks for it; answers whether it did. */
  async handOver(code: string): Promise<boolean> {
    const deadline = Date.now() + handOverPatienceMs;
    while (this.timeline.codeQuestion === undefined) {
      if (Date.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.say({ text: code });
    return true;
  }

  /** Forgets the end user here, and begins anew. */
  async reset(): Promise<void> {
    const { token } = this;
    this.keepToken(undefined);
    if (token !== undefined) await this.options.api.end(token).catch(() => undefined);
    await this.begin();
  }

  private async open(): Promise<boolean> {
    const known = this.isSigned ? undefined : this.tokens.get(this.tokenKey);
    if (known === undefined) return this.begin();
    try {
      const snapshot = await this.persist(() => this.options.api.show(known));
      this.take(known, snapshot);
      return true;
    } catch (error) {
      return error instanceof RefusedError && error.status !== 404 ? this.begin() : this.refuse(error);
    }
  }

  /** Begins a session: a new conversation, or the latest one of a signed user. Answers whether there is one. */
  private begin(): Promise<boolean> {
    // The stream and the outbox may both learn that the session is over.
    this.beginning ??= this.beginOnce().finally(() => (this.beginning = undefined));
    return this.beginning;
  }

  private async beginOnce(): Promise<boolean> {
    const { userToken, languages, api } = this.options;
    this.keepToken(undefined);
    const body = { ...(userToken !== undefined && { userToken }), locale: languages.join(',').slice(0, 200) };
    try {
      const { token, ...snapshot } = await this.persist(() => api.begin(body));
      this.timeline.clear();
      this.keepToken(token);
      this.take(token, snapshot);
      return true;
    } catch (error) {
      return this.refuse(error);
    }
  }

  private take(token: string, snapshot: ChatSnapshot): void {
    this.token = token;
    this.settings = snapshot;
    this.refusal = undefined;
    this.isConnected = true;
    this.isWorking = false;
    this.timeline.add(snapshot.messages);
    this.firstNew = this.timeline.last + 1;
    this.listen(token);
    this.change();
  }

  private listen(token: string): void {
    this.stream.abort();
    this.stream = new AbortController();
    const { signal } = this.stream;
    void follow(this.timeline.last, {
      open: (after, streamSignal) => this.options.api.events(token, after, streamSignal),
      onMessage: (message) => this.takeStreamed(message),
      onTyping: (isTyping) => {
        this.isWorking = isTyping;
        this.change();
      },
      onConnection: (isConnected) => {
        this.isConnected = isConnected;
        this.isWorking = false;
        this.change();
      },
      onRefused: () => void (token === this.token && this.begin()),
      signal,
    });
  }

  /** While something is on its way, what the end user says may be just that: it waits for the answer, which tells. */
  private takeStreamed(message: Message): void {
    const isOwn = message.author === 'end-user';
    if (this.outbox.isSending || (isOwn && this.pending.length > 0)) this.held = [...this.held, message];
    else this.timeline.add([message]);
    this.change();
  }

  private takeAnswer(messages: readonly Message[]): void {
    this.timeline.add([...this.held, ...messages]);
    this.held = [];
  }

  private change(): void {
    if (!this.outbox.isSending && this.held.length > 0) {
      const isDecided = ({ author }: Message) => author === 'bot' || this.pending.length === 0;
      this.timeline.add(this.held.filter(isDecided));
      this.held = this.held.filter((message) => !isDecided(message));
    }
    this.options.onChange();
  }

  /** Asks until the server answers for good. */
  private async persist<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const patience = new Patience();
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (this.ending.signal.aborted || (error instanceof RefusedError && !error.isTransient)) throw error;
        this.isConnected = false;
        this.change();
        await patience.wait(error instanceof RefusedError ? error.retryAfterSeconds : 0);
      }
    }
  }

  private refuse(error: unknown): boolean {
    if (this.ending.signal.aborted || !(error instanceof RefusedError)) return false;
    this.refusal = refusals[error.code] ?? 'unavailable';
    this.isConnected = false;
    this.change();
    return false;
  }

  private get isSigned(): boolean {
    return this.options.userToken !== undefined;
  }

  private get tokenKey(): string {
    return `attache-chat:${this.options.api.origin}:${this.options.botId}`;
  }

  /** A signed user's token is never kept: whoever comes next to this browser may be somebody else. */
  private keepToken(token: string | undefined): void {
    this.token = token;
    if (!this.isSigned) this.tokens.set(this.tokenKey, token);
  }
}

const refusals: Readonly<Record<string, Refusal>> = {
  'user-token-required': 'sign-in-needed',
  'user-token-invalid': 'sign-in-needed',
  'origin-forbidden': 'not-allowed',
};
