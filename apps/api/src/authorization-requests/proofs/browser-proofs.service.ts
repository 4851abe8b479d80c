import { Injectable } from '@nestjs/common';
import { SessionsService } from '../../sessions/sessions.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';

/** Where a conversation is held, and for whom. */
export interface HeldConversation {
  readonly conversationId: string;
  readonly endUserId: string;
}

/** What a channel that lives in browsers knows of them. */
export interface ConversationBrowsers {
  /** Whether the conversation was begun in this very browser, by a page of this server. */
  isHeldIn(conversation: HeldConversation, browserHash: string): Promise<boolean>;
  /** Exact origins of the pages of others that hold the conversation, and that may be handed the code of the proof. */
  originsOf(conversation: HeldConversation): Promise<readonly string[]>;
}

/** What is known of the browser that came back from a provider. */
export interface FinishingBrowser {
  readonly browserHash: string;
  /** A member's session, where the browser holds one. */
  readonly sessionToken: string | undefined;
}

/** Proofs that lie in the browser itself: whoever asked and whoever finished sit in front of the same one. */
@Injectable()
export class BrowserProofsService {
  private browsers?: ConversationBrowsers;

  constructor(private readonly sessions: SessionsService) {}

  /** Lets a channel tell of its browsers. Call it in a constructor. */
  use(browsers: ConversationBrowsers): void {
    this.browsers = browsers;
  }

  /** Whether nothing more need be asked: the member who started the request is signed in there, or the conversation is held there. */
  async suffice(row: AuthorizationRequest, { browserHash, sessionToken }: FinishingBrowser): Promise<boolean> {
    if (row.startedByKind === 'member') return this.isMember(row.startedById, sessionToken);
    const conversation = conversationOf(row);
    return conversation !== undefined && (await this.browsers?.isHeldIn(conversation, browserHash)) === true;
  }

  /** The pages that may be handed the code of a request's proof. */
  async originsOf(row: AuthorizationRequest): Promise<readonly string[]> {
    const conversation = conversationOf(row);
    return (conversation && (await this.browsers?.originsOf(conversation))) ?? [];
  }

  private async isMember(id: string, sessionToken: string | undefined): Promise<boolean> {
    const member = sessionToken === undefined ? undefined : await this.sessions.identify(sessionToken);
    return member?.kind === 'member' && member.id === id;
  }
}

function conversationOf({ conversationId, endUserId }: AuthorizationRequest): HeldConversation | undefined {
  return conversationId === null || endUserId === null ? undefined : { conversationId, endUserId };
}
