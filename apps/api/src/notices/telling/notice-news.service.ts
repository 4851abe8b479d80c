import { Injectable, Logger } from '@nestjs/common';
import { ReplicaChannel } from '../../database/replica-channel.js';

const channelName = 'notices';
const mostIdsAtOnce = 200;

/** Tells every replica whose notices have changed. */
@Injectable()
export class NoticeNewsService {
  private readonly logger = new Logger('notices');
  private readonly listeners = new Map<string, Set<() => void>>();

  constructor(private readonly channel: ReplicaChannel) {
    channel.subscribe(channelName, (payload) => {
      for (const memberId of payload.split(' ')) this.wake(memberId);
    });
    channel.onReconnected(() => {
      for (const memberId of this.listeners.keys()) this.wake(memberId);
    });
  }

  /** The notices of these members have changed. */
  async tell(memberIds: readonly string[]): Promise<void> {
    for (let from = 0; from < memberIds.length; from += mostIdsAtOnce) {
      await this.channel
        .publish(channelName, memberIds.slice(from, from + mostIdsAtOnce).join(' '))
        .catch((error: unknown) => this.logger.debug({ err: error }, 'a change of notices could not be told'));
    }
  }

  /** Calls the listener when notices of a member change; the answer ends that. */
  follow(memberId: string, listener: () => void): () => void {
    const listeners = this.listeners.get(memberId) ?? new Set();
    this.listeners.set(memberId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(memberId);
    };
  }

  private wake(memberId: string): void {
    for (const listener of this.listeners.get(memberId) ?? []) listener();
  }
}
