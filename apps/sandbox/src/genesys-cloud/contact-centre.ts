import { randomUUID } from 'node:crypto';
import type { RecordStore } from '../system.js';
import { people } from './directory.js';

/** A queue. */
export interface StoredQueue {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly memberCount: number;
  /** What is observed right now. */
  readonly waiting: number;
  readonly interacting: number;
  readonly idle: number;
}

/** A participant of a conversation, as the vendor sends it. */
export interface StoredParticipant {
  readonly id: string;
  readonly purpose: string;
  readonly name: string;
  readonly userId?: string;
  readonly queueId?: string;
  readonly queueName?: string;
  readonly wrapup?: Readonly<Record<string, unknown>>;
  readonly [media: string]: unknown;
}

/** A conversation, as the vendor sends it. */
export interface StoredConversation {
  readonly id: string;
  readonly startTime: string;
  readonly endTime?: string;
  readonly participants: readonly StoredParticipant[];
}

const queueSeeds = [
  ['Billing', 'Invoices and payments', 4, 0, 1, 2],
  ['Sales', 'Whoever wants to buy', 6, 1, 3, 1],
  ['Support', 'Whoever needs help', 12, 4, 2, 1],
  ['Support EU', 'Whoever needs help in Europe', 8, 0, 0, 5],
] as const;

/** Wrap-up codes, the same for every queue. */
export const wrapUpCodes = ['Resolved', 'Call again', 'Wrong number'].map((name, index) => ({
  id: `c0de0000-0000-4000-8000-00000000000${index + 1}`,
  name,
}));

/** The users of the organisation: those who can log in, and one more. */
export const users = [
  ...people.map(({ id, name, username }) => ({ id, name, email: username, department: 'Service' })),
  {
    ...{ id: 'a1b2c3d4-0000-4000-8000-000000000003', name: 'Grace Example', email: 'grace@sandbox.example' },
    department: 'Sales',
  },
];

/** A contact centre, in memory. */
export class ContactCentre implements RecordStore {
  readonly #now: () => Date;
  readonly #conversations = new Map<string, StoredConversation>();
  readonly queues: readonly StoredQueue[] = queueSeeds.map(
    ([name, description, memberCount, waiting, interacting, idle], index) => ({
      ...{ id: `0be0e000-0000-4000-8000-00000000000${index + 1}`, name, description },
      ...{ memberCount, waiting, interacting, idle },
    }),
  );

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  reset(): void {
    this.#conversations.clear();
    const queue = this.queues.find(({ name }) => name === 'Support');
    this.#put({
      ...{ id: '0c1a2b3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', startTime: this.#now().toISOString() },
      participants: [
        {
          ...{ id: randomUUID(), purpose: 'customer', name: 'Grace Hopper' },
          calls: [{ id: randomUUID(), state: 'disconnected', direction: 'inbound' }],
        },
        {
          ...{ id: randomUUID(), purpose: 'agent', name: 'Ada Example', userId: people[0].id },
          ...{ queueId: queue?.id, queueName: queue?.name },
          calls: [{ id: randomUUID(), state: 'disconnected', direction: 'inbound' }],
        },
      ],
    });
  }

  snapshot(): Readonly<Record<string, readonly unknown[]>> {
    return { conversations: this.conversations() };
  }

  conversations(): readonly StoredConversation[] {
    return [...this.#conversations.values()];
  }

  conversation(id: string): StoredConversation | undefined {
    return this.#conversations.get(id);
  }

  queue(id: string): StoredQueue | undefined {
    return this.queues.find((queue) => queue.id === id);
  }

  /** Begins a conversation with these participants. */
  begin(participants: readonly Omit<StoredParticipant, 'id'>[]): StoredConversation {
    const made = participants.map((one) => ({ ...one, id: randomUUID() }) as StoredParticipant);
    return this.#put({ id: randomUUID(), startTime: this.#now().toISOString(), participants: made });
  }

  /** Notes the outcome for a participant; undefined when there is no such participant. */
  wrapUp(id: string, participantId: string, wrapup: Readonly<Record<string, unknown>>): StoredConversation | undefined {
    const conversation = this.#conversations.get(id);
    if (!conversation?.participants.some((one) => one.id === participantId)) return undefined;
    const { name } = wrapUpCodes.find((code) => code.id === wrapup['code']) ?? {};
    return this.#put({
      ...conversation,
      participants: conversation.participants.map((one) =>
        one.id === participantId ? { ...one, wrapup: { ...wrapup, name } } : one,
      ),
    });
  }

  #put(conversation: StoredConversation): StoredConversation {
    this.#conversations.set(conversation.id, conversation);
    return conversation;
  }
}
