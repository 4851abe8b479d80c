import type { RecordStore } from '../system.js';
import { seeds } from './seeds.js';

/** What somebody wrote into a ticket. */
export interface TicketComment {
  readonly id: number;
  readonly author_id: number;
  readonly body: string;
  readonly plain_body: string;
  readonly public: boolean;
  readonly created_at: string;
}

/** A ticket, as far as it is looked at here. */
export interface Ticket {
  readonly id: number;
  readonly subject: string;
  readonly description: string;
  readonly status: string;
  readonly priority: string | null;
  readonly type: string | null;
  readonly requester?: { readonly name?: string; readonly email?: string };
  readonly created_at: string;
  readonly updated_at: string;
  readonly comments: readonly TicketComment[];
}

type Values = Partial<Omit<Ticket, 'id' | 'comments' | 'created_at' | 'updated_at'>>;

/** The tickets of one Zendesk, in memory. */
export class TicketStore implements RecordStore {
  readonly #now: () => Date;
  readonly #tickets = new Map<number, Ticket>();
  readonly #keys = new Map<string, number>();
  #lastId = 0;
  #lastCommentId = 0;

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  reset(): void {
    this.#tickets.clear();
    this.#keys.clear();
    this.#lastId = 100;
    for (const seed of seeds) this.create(seed, 0);
  }

  snapshot(): Readonly<Record<string, readonly unknown[]>> {
    return { tickets: this.list() };
  }

  list(): readonly Ticket[] {
    return [...this.#tickets.values()];
  }

  find(id: number): Ticket | undefined {
    return this.#tickets.get(id);
  }

  /** What was made with an idempotency key before. */
  madeWith(key: string | undefined): Ticket | undefined {
    return key === undefined ? undefined : this.find(this.#keys.get(key) ?? 0);
  }

  create(values: Values & { readonly description: string }, authorId: number, key?: string): Ticket {
    const at = this.#now().toISOString();
    const id = (this.#lastId += 1);
    const ticket = {
      ...{ subject: values.description, status: 'open', priority: null, type: null, ...values, id },
      ...{ created_at: at, updated_at: at, comments: [this.#comment(values.description, true, authorId)] },
    };
    this.#tickets.set(id, ticket);
    if (key !== undefined) this.#keys.set(key, id);
    return ticket;
  }

  update(ticket: Ticket, values: Values): Ticket {
    const changed = { ...ticket, ...values, updated_at: this.#now().toISOString() };
    this.#tickets.set(ticket.id, changed);
    return changed;
  }

  addComment(ticket: Ticket, body: string, isPublic: boolean, authorId: number): Ticket {
    const comments = [...ticket.comments, this.#comment(body, isPublic, authorId)];
    const changed = { ...ticket, comments };
    this.#tickets.set(ticket.id, changed);
    return changed;
  }

  remove(id: number): void {
    this.#tickets.delete(id);
  }

  #comment(body: string, isPublic: boolean, authorId: number): TicketComment {
    const id = (this.#lastCommentId += 1);
    return { id, author_id: authorId, body, plain_body: body, public: isPublic, created_at: this.#now().toISOString() };
  }
}
