import { LRUCache } from 'lru-cache';
import type { Fault } from './fault-table.js';
import type { FaultSwitchboard } from './fault-switchboard.js';

/** What shall happen on one way through a system: from an authorization request to the tokens that come of it. */
export interface TripPlan {
  /** The `state` of the authorization request. */
  readonly state: string;
  readonly faults: readonly Fault[];
  /** So long after the code was exchanged, the grant is taken back. */
  readonly revokeAfterMs?: number;
}

const rememberedForMs = 60 * 60 * 1_000;

/** Plans single ways through a system, each known by its `state`, so that people and tests do not disturb one another. */
export class Trips {
  readonly #faults: FaultSwitchboard;
  readonly #plans = new LRUCache<string, TripPlan>({ max: 1_000, ttl: rememberedForMs });
  /** Code or grant -> state. */
  readonly #states = new LRUCache<string, string>({ max: 5_000, ttl: rememberedForMs });

  constructor(faults: FaultSwitchboard) {
    this.#faults = faults;
  }

  /** Whether anything is planned: otherwise nobody needs to find out which way a request belongs to. */
  get isEmpty(): boolean {
    return this.#plans.size === 0;
  }

  /** Plans one way; what was planned for it before is forgotten. */
  plan(plan: TripPlan): void {
    this.#plans.set(plan.state, plan);
    this.#faults.setFor(plan.state, plan.faults);
  }

  /** Notes that codes and grants belong to a way that is planned. */
  follow(state: string, marks: readonly string[]): void {
    if (this.#plans.has(state)) for (const mark of marks) this.#states.set(mark, state);
  }

  /** The way that a code or a grant belongs to. */
  of(mark: string): string | undefined {
    return this.#states.get(mark);
  }

  /** When the grant of a way is to be taken back. */
  revokeAfterMs(state: string): number | undefined {
    return this.#plans.get(state)?.revokeAfterMs;
  }

  clear(): void {
    this.#plans.clear();
    this.#states.clear();
  }
}
