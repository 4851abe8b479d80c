import type { EndpointClass } from './faults/fault-table.js';

/** A request that reached a system; never its query, headers or body. */
export interface JournalEntry {
  readonly at: string;
  readonly class: EndpointClass;
  /** What was called, such as `POST sobjects/Lead`; token requests end with their grant type once it was read. */
  endpoint: string;
  readonly method: string;
  readonly path: string;
  /** The fault that struck. */
  fault?: string;
  /** The HTTP status; missing while unanswered and when the connection was closed without an answer. */
  status?: number;
}

const remembered = 1_000;

/** The requests that one system received: the last thousand in full, and the number of all by endpoint. */
export class Journal {
  #entries: JournalEntry[] = [];
  #counts = new Map<string, number>();

  /** Notes a request and returns its entry, to be completed as it goes on. */
  record(entry: JournalEntry): JournalEntry {
    this.#entries.push(entry);
    if (this.#entries.length > 2 * remembered) this.#entries = this.#entries.slice(-remembered);
    this.#count(entry.endpoint);
    return entry;
  }

  /** Counts an entry under a more exact name than it had when it came in. */
  rename(entry: JournalEntry, endpoint: string): void {
    if (entry.endpoint === endpoint) return;
    const before = (this.#counts.get(entry.endpoint) ?? 1) - 1;
    if (before > 0) this.#counts.set(entry.endpoint, before);
    else this.#counts.delete(entry.endpoint);
    entry.endpoint = endpoint;
    this.#count(endpoint);
  }

  /** How often an endpoint was called, such as `token refresh_token`. */
  count(endpoint: string): number {
    return this.#counts.get(endpoint) ?? 0;
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => a.localeCompare(b)));
  }

  /** The last requests, oldest first. */
  list(): readonly JournalEntry[] {
    return this.#entries.slice(-remembered);
  }

  clear(): void {
    this.#entries = [];
    this.#counts.clear();
  }

  #count(endpoint: string): void {
    this.#counts.set(endpoint, this.count(endpoint) + 1);
  }
}
