import type { Api, ApiAnswer } from './server.js';
import { expectStatus } from './world.js';

/** A message as the API shows it. */
export interface ChatMessage {
  readonly sequence: number;
  readonly author: 'end-user' | 'bot' | 'system';
  readonly content: {
    readonly kind: string;
    readonly text: string;
    readonly title?: string;
    readonly card?: { readonly title: string; readonly link?: { readonly label: string; readonly url: string } };
  };
}

/** How a conversation is begun. */
export interface ChatSettings {
  readonly locale?: string;
  readonly debug?: boolean;
  readonly useDrafts?: boolean;
}

/** An end user who talks to a bot through the API. */
export class Chat {
  private readonly heard: ChatMessage[] = [];

  private constructor(
    private readonly server: Api,
    readonly conversationId: string,
  ) {}

  static async start(server: Api, botId: string, endUserId: string, settings: ChatSettings = {}): Promise<Chat> {
    const body = { endUser: { id: endUserId, displayName: 'Grace Hopper' }, ...settings };
    const answer = expectStatus(await server.call('POST', `/v1/bots/${botId}/conversations`, { body }), 201);
    return new Chat(server, answer.body.id as string);
  }

  /** Says something; what the bot said to it, as one text. */
  async say(text: string): Promise<string> {
    const { body } = expectStatus(await this.post(text), 200);
    this.heard.push(...(body.messages as ChatMessage[]));
    return textOf(body.messages);
  }

  post(text: string): Promise<ApiAnswer> {
    return this.server.call('POST', `/v1/conversations/${this.conversationId}/messages`, { body: { text } });
  }

  /** Everything said so far. */
  async transcript(): Promise<readonly ChatMessage[]> {
    const path = `/v1/conversations/${this.conversationId}/messages?limit=200`;
    return expectStatus(await this.server.call('GET', path), 200).body.messages;
  }

  /** Waits until the bot has said something that matches, and answers that message. */
  async hear(pattern: RegExp, timeoutMs = 20_000): Promise<ChatMessage> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const messages = await this.transcript();
      const heard = messages.findLast(({ author, content }) => author === 'bot' && pattern.test(content.text));
      if (heard !== undefined) return heard;
      if (Date.now() > deadline) throw new Error(`never heard ${pattern}; the bot said: ${textOf(messages)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The newest authorization link that came as an answer; transcripts do not show links. */
  link(): string {
    const url = this.heard.findLast(({ content }) => content.kind === 'authorization-link')?.content.card?.link?.url;
    if (url === undefined) throw new Error(`there is no link in: ${textOf(this.heard)}`);
    return url;
  }

  /** Answers questions by what they ask for, until the bot asks nothing more that is known. */
  async answer(start: string, answers: ReadonlyMap<RegExp, string>): Promise<string> {
    let said = await this.say(start);
    for (let turns = 0; turns < 12; turns += 1) {
      const next = [...answers].find(([question]) => question.test(said));
      if (next === undefined) return said;
      said = await this.say(next[1]);
    }
    throw new Error(`the bot does not stop asking: ${said}`);
  }
}

function textOf(messages: readonly ChatMessage[]): string {
  return messages.map(({ content }) => content.text).join('\n');
}
