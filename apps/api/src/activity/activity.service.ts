import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { ReplicaChannel } from '../database/replica-channel.js';
import type { ActivityBatch, ActivityEntry } from './activity.dto.js';

const toldOn = 'activity';
const wantedOn = 'activity_wanted';
const tellEveryMs = 500;
const wantEveryMs = 20_000;
/** Longer than the time between two wishes, so that one that is lost does no harm. */
const wantedForMs = 50_000;
/** Entries of one bot that are told at once; a notification carries less than 8,000 bytes. */
const mostAtOnce = 12;
const mostHeld = 1_000;

type Listener = (batch: ActivityBatch) => void;

/**
 * Tells whoever looks on what happens at a bot, on whichever replica. Nothing is kept, and where nobody looks nothing is sent: telling
 * costs one look into a map. What happens in half a second is told at once, the last state of each thing only.
 */
@Injectable()
export class ActivityService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('activity');
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly wantedUntil = new Map<string, number>();
  private readonly held = new Map<string, Map<string, ActivityEntry>>();
  private readonly timers: readonly NodeJS.Timeout[];

  constructor(private readonly channel: ReplicaChannel) {
    channel.subscribe(toldOn, (payload) => this.deliver(JSON.parse(payload) as ActivityBatch));
    channel.subscribe(wantedOn, (botId) => this.wantedUntil.set(botId, Date.now() + wantedForMs));
    this.timers = [
      setInterval(() => this.flush(), tellEveryMs).unref(),
      setInterval(() => this.wantAgain(), wantEveryMs).unref(),
    ];
  }

  /** Tells of something that has begun or ended; returns at once, and does nothing where nobody looks on. */
  tell(botId: string, describe: () => ActivityEntry): void {
    if (!this.wantedUntil.has(botId)) return;
    const entry = describe();
    const held = this.held.get(botId) ?? new Map<string, ActivityEntry>();
    if (held.size >= mostHeld && !held.has(entry.id)) return;
    this.held.set(botId, held.set(entry.id, entry));
  }

  /** Calls the listener for what happens at a bot from now on; the answer ends that. */
  follow(botId: string, listener: Listener): () => void {
    const listeners = this.listeners.get(botId) ?? new Set();
    this.listeners.set(botId, listeners.add(listener));
    this.wantedUntil.set(botId, Date.now() + wantedForMs);
    this.publish(wantedOn, botId);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(botId);
    };
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private deliver(batch: ActivityBatch): void {
    for (const listener of this.listeners.get(batch.botId) ?? []) listener(batch);
  }

  private flush(): void {
    for (const [botId, held] of this.held) {
      const all = [...held.values()];
      const batch: ActivityBatch = {
        botId,
        entries: all.slice(-mostAtOnce),
        more: Math.max(0, all.length - mostAtOnce),
      };
      this.publish(toldOn, JSON.stringify(batch));
    }
    this.held.clear();
  }

  /** Says again which bots are looked at here, and forgets those that nobody looks at anywhere. */
  private wantAgain(): void {
    for (const botId of this.listeners.keys()) this.publish(wantedOn, botId);
    const now = Date.now();
    for (const [botId, until] of this.wantedUntil) if (until < now) this.wantedUntil.delete(botId);
  }

  private publish(channel: string, payload: string): void {
    this.channel.publish(channel, payload).catch((error: unknown) => {
      this.logger.debug({ err: error }, 'activity could not be told');
    });
  }
}
