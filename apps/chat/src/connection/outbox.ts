import { RefusedError, type Message, type Utterance } from './api.js';
import { Patience } from './patience.js';
import type { Storage } from './storage.js';

/** Something that the end user has said, on its way. */
export interface Pending {
  /** Makes sending it twice the same as once. */
  readonly key: string;
  readonly utterance: Utterance;
  readonly state: 'waiting' | 'sending' | 'failed';
}

/** What the outbox works with. */
export interface Sending {
  readonly send: (utterance: Utterance, key: string) => Promise<readonly Message[]>;
  readonly onSent: (pending: Pending, messages: readonly Message[]) => void;
  readonly onChange: () => void;
  /** Answers whether there is a session again. */
  readonly onRefused: (error: RefusedError) => Promise<boolean>;
  readonly storage: Pick<Storage, 'get' | 'set'>;
  readonly storageKey: string;
}

/** Sends what was said in the order in which it was said, once each, over every break of the connection and over a reload. */
export class Outbox {
  private items: readonly Pending[];
  private isBusy = false;
  private isOpen = false;
  private readonly patience = new Patience();

  constructor(private readonly sending: Sending) {
    this.items = restore(sending.storage.get(sending.storageKey));
  }

  get pending(): readonly Pending[] {
    return this.items;
  }

  /** Whether the server may be taking something in right now. */
  get isSending(): boolean {
    return this.items[0]?.state === 'sending';
  }

  add(utterance: Utterance): Pending {
    const pending: Pending = { key: crypto.randomUUID(), utterance, state: 'waiting' };
    this.keep([...this.items, pending]);
    void this.flush();
    return pending;
  }

  /** Tries what was refused once more. */
  retry(key: string): void {
    this.keep(
      this.items.map((item) => (item.key === key ? { ...item, key: crypto.randomUUID(), state: 'waiting' } : item)),
    );
    void this.flush();
  }

  /** Forgets what was refused. */
  discard(key: string): void {
    this.keep(this.items.filter((item) => item.key !== key));
    void this.flush();
  }

  /** Begins to send: there is a session. */
  async open(): Promise<void> {
    this.isOpen = true;
    await this.flush();
  }

  close(): void {
    this.isOpen = false;
  }

  /** Sends all there is. What failed for good stands in the way of what was said after it. */
  private async flush(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      for (let next = this.items[0]; next !== undefined && this.isOpen; next = this.items[0]) {
        if (next.state === 'failed' || !(await this.deliver(next))) return;
      }
    } finally {
      this.isBusy = false;
    }
  }

  /** Answers whether to go on. */
  private async deliver(next: Pending): Promise<boolean> {
    this.change(next.key, 'sending');
    try {
      const messages = await this.sending.send(next.utterance, next.key);
      this.patience.reset();
      this.items = this.items.filter(({ key }) => key !== next.key);
      this.sending.onSent(next, messages);
      this.keep(this.items);
      return true;
    } catch (error) {
      this.change(next.key, 'waiting');
      return this.bear(next, error);
    }
  }

  private async bear(next: Pending, error: unknown): Promise<boolean> {
    if (error instanceof RefusedError && !error.isTransient) {
      if (error.status === 401 && (await this.sending.onRefused(error))) return true;
      this.change(next.key, 'failed');
      return false;
    }
    await this.patience.wait(error instanceof RefusedError ? error.retryAfterSeconds : 0);
    return true;
  }

  private change(key: string, state: Pending['state']): void {
    this.keep(this.items.map((item) => (item.key === key ? { ...item, state } : item)));
  }

  private keep(items: readonly Pending[]): void {
    this.items = items;
    const { storage, storageKey, onChange } = this.sending;
    storage.set(storageKey, items.length === 0 ? undefined : JSON.stringify(items));
    onChange();
  }
}

/** What was on its way when the page was left is sent again: its key keeps it from being said twice. */
function restore(text: string | undefined): readonly Pending[] {
  try {
    const items = JSON.parse(text ?? '[]') as readonly Pending[];
    return items.map((item) => ({ ...item, state: item.state === 'failed' ? 'failed' : 'waiting' }));
  } catch {
    return [];
  }
}
