import type { RecordStore } from '../system.js';

/** A contact, as a ticket's requester. */
export interface Requester {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly mobile: null;
  readonly phone: string | null;
}

/** A ticket, as the vendor keeps it. */
export interface StoredTicket {
  readonly id: number;
  readonly subject: string;
  /** HTML. */
  readonly description: string;
  readonly priority: number;
  readonly status: number;
  readonly type: string | null;
  readonly requester: Requester;
  readonly deleted: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly due_by: string;
}

/** The values that a ticket is made of. */
export type TicketValues = Pick<StoredTicket, 'subject' | 'description' | 'priority' | 'status'> &
  Partial<Pick<StoredTicket, 'type'>>;

const hour = 60 * 60 * 1_000;

const seeds = [
  ['The invoice is wrong', 3, 2, 'Grace Hopper', 'grace@example.com'],
  ['How do I change my password?', 1, 4, 'Alan Turing', 'alan@example.com'],
  ['The export stops half-way', 2, 3, 'Grace Hopper', 'grace@example.com'],
  ['Please delete my account', 2, 5, 'Joan Clarke', 'joan@example.com'],
  ['The page stays blank', 4, 2, 'Alan Turing', 'alan@example.com'],
  ['A seat more, please', 1, 2, 'Joan Clarke', 'joan@example.com'],
  ['Cannot sign in', 3, 2, 'Grace Hopper', 'grace@example.com'],
] as const;

/** A helpdesk, in memory. */
export class TicketStore implements RecordStore {
  readonly #now: () => Date;
  readonly #tickets = new Map<number, StoredTicket>();
  readonly #contacts = new Map<string, Requester>();

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  reset(): void {
    this.#tickets.clear();
    this.#contacts.clear();
    const begin = this.#now().getTime() - seeds.length * hour;
    for (const [index, [subject, priority, status, name, email]] of seeds.entries()) {
      const values = { subject, description: `<div>${subject}.</div>`, priority, status };
      this.#add(values, this.contact({ email, name }), new Date(begin + index * hour));
    }
  }

  snapshot(): Readonly<Record<string, readonly unknown[]>> {
    return { tickets: this.list() };
  }

  /** The newest first, without the trash. */
  list(): readonly StoredTicket[] {
    return [...this.#tickets.values()].filter(({ deleted }) => !deleted).sort((one, other) => other.id - one.id);
  }

  /** Also from the trash. */
  find(id: number): StoredTicket | undefined {
    return this.#tickets.get(id);
  }

  /** The contact with an e-mail address or a phone number; somebody new is added. */
  contact({ email, name, phone }: { email?: string; name?: string; phone?: string }): Requester {
    const key = (email ?? phone ?? '').toLowerCase();
    const known = this.#contacts.get(key);
    if (known) return known;
    const who = { name: name ?? key, email: email ?? null, mobile: null, phone: phone ?? null };
    const made = { id: 9_001 + this.#contacts.size, ...who };
    this.#contacts.set(key, made);
    return made;
  }

  /** The contact with an id. */
  contactById(id: number): Requester | undefined {
    return [...this.#contacts.values()].find((contact) => contact.id === id);
  }

  create(values: TicketValues, requester: Requester): StoredTicket {
    return this.#add(values, requester, this.#now());
  }

  update(id: number, values: Partial<TicketValues & Pick<StoredTicket, 'deleted'>>): StoredTicket | undefined {
    const ticket = this.#tickets.get(id);
    return ticket && this.#put({ ...ticket, ...values, updated_at: seconds(this.#now()) });
  }

  #add(values: TicketValues, requester: Requester, at: Date): StoredTicket {
    return this.#put({
      ...{ id: this.#tickets.size + 1, type: null, ...values, requester, deleted: false },
      ...{ created_at: seconds(at), updated_at: seconds(at), due_by: seconds(new Date(at.getTime() + 72 * hour)) },
    });
  }

  #put(ticket: StoredTicket): StoredTicket {
    this.#tickets.set(ticket.id, ticket);
    return ticket;
  }
}

/** The vendor keeps whole seconds. */
function seconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
