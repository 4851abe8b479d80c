import type { RecordStore } from '../system.js';
import { seeds } from './seeds.js';

/** What somebody wrote into a ticket. */
export interface TicketComment {
  readonly id: number;
  readonly type: string;
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
  readonly requester_id: number;
  readonly submitter_id: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly comments: readonly TicketComment[];
}

type Values = Partial<Pick<Ticket, 'subject' | 'description' | 'status' | 'priority' | 'type'>>;

/** A request that carried an idempotency key, and what was made of it. */
interface KeyedRequest {
  readonly body: string;
  readonly ticketId: number;
}

/** The tickets of one Zendesk, in memory. */
export class TicketStore implements RecordStore {
  readonly #now: () => Date;
  readonly #tickets = new Map<number, Ticket>();
  readonly #keys = new Map<string, KeyedRequest>();
  readonly #requesters = new Map<string, number>();
  #lastId = 0;
  #lastCommentId = 0;

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  reset(): void {
    this.#tickets.clear();
    this.#keys.clear();
    this.#requesters.clear();
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

  /** The request that carried an idempotency key before. */
  madeWith(key: string | undefined): KeyedRequest | undefined {
    return key === undefined ? undefined : this.#keys.get(key);
  }

  /** Remembers what was made of a request. */
  remember(key: string, request: KeyedRequest): void {
    this.#keys.set(key, request);
  }

  /** The user with an e-mail address; somebody new becomes an end user. */
  requesterId(email: string): number {
    const known = this.#requesters.get(email.toLowerCase());
    const id = known ?? 36_001_001 + this.#requesters.size;
    this.#requesters.set(email.toLowerCase(), id);
    return id;
  }

  create(values: Values & { readonly description: string }, authorId: number, requesterId = authorId): Ticket {
    const at = this.#at();
    const id = (this.#lastId += 1);
    const ticket = {
      ...{ subject: values.description, status: 'open', priority: null, type: null, ...values, id },
      ...{ requester_id: requesterId, submitter_id: authorId, created_at: at, updated_at: at },
      comments: [this.#comment(values.description, true, authorId)],
    };
    this.#tickets.set(id, ticket);
    return ticket;
  }

  update(ticket: Ticket, values: Values): Ticket {
    const changed = { ...ticket, ...values, updated_at: this.#at() };
    this.#tickets.set(ticket.id, changed);
    return changed;
  }

  addComment(ticket: Ticket, body: string, isPublic: boolean, authorId: number): Ticket {
    const comments = [...ticket.comments, this.#comment(body, isPublic, authorId)];
    const changed = { ...ticket, comments, updated_at: this.#at() };
    this.#tickets.set(ticket.id, changed);
    return changed;
  }

  remove(id: number): void {
    this.#tickets.delete(id);
  }

  #comment(body: string, isPublic: boolean, authorId: number): TicketComment {
    const id = (this.#lastCommentId += 1);
    const plain = withoutMarkup(body);
    return {
      ...{ id, type: 'Comment', author_id: authorId, body: plain, plain_body: plain },
      ...{ public: isPublic, created_at: this.#at() },
    };
  }

  /** The vendor keeps whole seconds. */
  #at(): string {
    return `${this.#now().toISOString().slice(0, 19)}Z`;
  }
}

/** The text of a comment's `body`, out of which the vendor takes HTML. */
function withoutMarkup(body: string): string {
  return body.replace(/<\/?[a-z][^<>]*>/gi, '');
}
