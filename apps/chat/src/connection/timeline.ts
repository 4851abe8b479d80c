import type { Message } from './api.js';

/** How an authorization that the bot asked for stands. */
export type LinkState = 'open' | 'code-asked' | 'completed' | 'ended' | 'replaced';

/** What was said, in its order, each thing once, whichever way it came. */
export class Timeline {
  private readonly bySequence = new Map<number, Message>();
  private sorted: readonly Message[] = [];

  get messages(): readonly Message[] {
    return this.sorted;
  }

  /** The number of the last message. */
  get last(): number {
    return this.sorted.at(-1)?.sequence ?? 0;
  }

  add(messages: readonly Message[]): void {
    for (const message of messages) this.bySequence.set(message.sequence, message);
    this.sorted = [...this.bySequence.values()].sort((one, other) => one.sequence - other.sequence);
  }

  clear(): void {
    this.bySequence.clear();
    this.sorted = [];
  }

  /** Whether the end user has said something after a number: then what was offered before is over. */
  isAnswered(sequence: number): boolean {
    return this.sorted.some((message) => message.author === 'end-user' && message.sequence > sequence);
  }

  /** How the link of a message stands: the last word about it counts, and it is over when another one has come. */
  linkState(sequence: number): LinkState {
    const later = this.sorted.filter((message) => message.sequence > sequence);
    const next = later.findIndex(({ content }) => content.kind === 'authorization-link');
    const about = next === -1 ? later : later.slice(0, next);
    const word = about.findLast(({ content }) => content.authorization !== undefined)?.content.authorization;
    if (word === 'completed' || word === 'ended') return word;
    return next === -1 ? (word ?? 'open') : 'replaced';
  }

  /** The message that asks for a code now; undefined when none is asked for. */
  get codeQuestion(): Message | undefined {
    const word = this.sorted.findLast(
      ({ content }) => content.authorization !== undefined || content.kind === 'authorization-link',
    );
    return word?.content.authorization === 'code-asked' ? word : undefined;
  }
}
