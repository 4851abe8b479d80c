import { LRUCache } from 'lru-cache';
import type { ReplicaChannel } from './replica-channel.js';

/** No key is called so: keys are ids and paths. */
const everything = '*';

/**
 * A cache that every replica keeps true: what one invalidates, all drop.
 * A value that was being read while its key was invalidated is returned but not kept.
 */
export class ReplicatedCache<Value extends object> {
  private readonly values: LRUCache<string, Value>;
  private readonly loading = new Map<string, Promise<Value | undefined>>();

  /** @param maxAgeMs how long a value is kept at most, should an invalidation ever be lost */
  constructor(
    private readonly channel: ReplicaChannel,
    private readonly name: string,
    { max, maxAgeMs }: { readonly max: number; readonly maxAgeMs: number },
  ) {
    this.values = new LRUCache<string, Value>({ max, ttl: maxAgeMs });
    channel.subscribe(name, (key) => (key === everything ? this.clear() : this.drop(key)));
    channel.onReconnected(() => this.clear());
  }

  /** The value at hand, without any I/O. */
  peek(key: string): Value | undefined {
    return this.values.get(key);
  }

  /** The value at hand, or what `load` reads; many callers at once cause one read. */
  async get(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const held = this.values.get(key);
    if (held !== undefined) return held;
    const running = this.loading.get(key);
    if (running !== undefined) return running;
    const started = load().then(
      (value) => {
        if (this.loading.get(key) === started) {
          this.loading.delete(key);
          if (value !== undefined) this.values.set(key, value);
        }
        return value;
      },
      (error: unknown) => {
        if (this.loading.get(key) === started) this.loading.delete(key);
        throw error;
      },
    );
    this.loading.set(key, started);
    return started;
  }

  /** Drops a key here and on every replica. Call it after the change is committed. */
  async invalidate(key: string): Promise<void> {
    this.drop(key);
    await this.channel.publish(this.name, key);
  }

  /** Drops all keys here and on every replica. */
  async invalidateAll(): Promise<void> {
    this.clear();
    await this.channel.publish(this.name, everything);
  }

  private drop(key: string): void {
    this.values.delete(key);
    this.loading.delete(key);
  }

  private clear(): void {
    this.values.clear();
    this.loading.clear();
  }
}
