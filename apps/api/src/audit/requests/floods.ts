import type { AuditRecord } from '../audit.service.js';

interface Window {
  readonly since: number;
  readonly kept: number;
  readonly more: number;
  readonly last: AuditRecord;
}

/** How many of a kind are kept one by one, and how many kinds are told apart at a time. */
export interface FloodLimits {
  readonly each: number;
  readonly kinds: number;
  readonly windowMs: number;
}

const defaults: FloodLimits = { each: 5, kinds: 1_000, windowMs: 60_000 };

/** Keeps a flood of refusals from filling the trail: of each kind the first few are kept, the rest of a minute is counted. */
export class Floods {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly limits: FloodLimits = defaults) {}

  get isQuiet(): boolean {
    return this.windows.size === 0;
  }

  /** The record when it is to be kept now; undefined when it is only counted. */
  pass(record: AuditRecord, now: number): AuditRecord | undefined {
    const own = JSON.stringify([record.actor.id ?? record.address, record.action, record.problemCode]);
    const kind = this.windows.has(own) || this.windows.size < this.limits.kinds ? own : 'many';
    const { since, kept, more } = this.windows.get(kind) ?? { since: now, kept: 0, more: 0 };
    const isKept = kept < this.limits.each;
    this.windows.set(kind, { since, kept: kept + Number(isKept), more: more + Number(!isKept), last: record });
    return isKept ? record : undefined;
  }

  /** One record for each kind whose time is over (or for every one), with the number of those that were only counted. */
  sweep(now: number, { isLast = false } = {}): readonly AuditRecord[] {
    const counted: AuditRecord[] = [];
    for (const [kind, { since, more, last }] of this.windows) {
      if (!isLast && now - since < this.limits.windowMs) continue;
      this.windows.delete(kind);
      if (more > 0) counted.push({ ...last, id: undefined, details: { ...last.details, repeated: more } });
    }
    return counted;
  }
}
