import { LRUCache } from 'lru-cache';
import { createRateLimitMemory, type RateLimitMemory } from '#connectors';

const mostRemembered = 5_000;

/** What this process knows of the vendors' rate limits: one memory an authorization, those unused for longest go first. */
export class RateLimits {
  private memories: LRUCache<string, RateLimitMemory> | undefined;

  /** The memory of an authorization. */
  of(authorizationId: string): RateLimitMemory {
    this.memories ??= new LRUCache({ max: mostRemembered });
    const memory = this.memories.get(authorizationId) ?? createRateLimitMemory();
    this.memories.set(authorizationId, memory);
    return memory;
  }
}
