import { Injectable } from '@nestjs/common';
import type { AuthorizationFailure, DialogEffect, DialogEvent } from '#dialogs';
import { ActionAuthorizationService } from '../../actions/action-authorization.service.js';
import { ActionsService, requireEnabled } from '../../actions/actions.service.js';
import { AuthorizationRequestsService } from '../../authorization-requests/authorization-requests.service.js';
import type { DomainEvent } from '../../events/event.entity.js';
import type { Conversation, Effect } from '../conversation.entity.js';
import { ConversationPartiesService } from '../turns/conversation-parties.service.js';
import { EffectStoreService } from './effect-store.service.js';

type VerifyEffect = Extract<DialogEffect, { readonly type: 'verify-authorization-code' }>;

/** How an authorization request can end badly -> what the engine knows of it. */
const failures: Readonly<Record<string, AuthorizationFailure>> = {
  'authorization-request.denied': 'denied',
  'authorization-request.cancelled': 'denied',
  'authorization-request.expired': 'expired',
  'authorization-request.failed': 'failed',
};

/** Reasons of failed requests that the engine has words for. */
const reasons: Readonly<Record<string, AuthorizationFailure>> = {
  'provider-unavailable': 'provider-unavailable',
  'scope-insufficient': 'scope-insufficient',
  'account-not-usable': 'account-not-usable',
  'code-attempts-exhausted': 'code-attempts-exhausted',
  'profile-stopped': 'failed',
};

/** Reasons whose messages are for designers, who read them in the activity: end users are told in the engine's own words. */
const untold: ReadonlySet<string | undefined> = new Set([
  ...['access-denied', 'expired', 'provider-unavailable', 'grant-rejected', 'profile-misconfigured'],
  ...['issuer-mismatch', 'internal'],
]);

/** Gets end users of conversations to authorize, and tells the engine how that went. */
@Injectable()
export class EffectAuthorizationService {
  constructor(
    private readonly parties: ConversationPartiesService,
    private readonly actions: ActionsService,
    private readonly links: ActionAuthorizationService,
    private readonly requests: AuthorizationRequestsService,
    private readonly store: EffectStoreService,
  ) {}

  /** Makes a link for the end user; undefined for an action that its designer authorizes. */
  async makeLink(
    { effectId, connectorId }: { readonly effectId: string; readonly connectorId: string },
    effect: Effect,
  ): Promise<DialogEvent | undefined> {
    const { bot, endUser, conversation } = await this.parties.of(effect.conversationId);
    const action = requireEnabled(await this.actions.find(bot.id, connectorId), connectorId);
    if (action.authorizationMode === 'pre-authorized') return undefined;
    const purpose = { endUser, conversationId: effect.conversationId, effectId, language: conversation.locale };
    const made = this.links.linkFor(action, bot, { ...purpose, startedBy: starterOf(conversation) });
    const request = await made.catch(stoppedProfile);
    if (typeof request === 'string')
      return { type: 'authorization-failed', effectId, reason: 'failed', message: request };
    await this.store.linkRequest(effect, request.id);
    const { id: requestId, url, expiresAt, systemName, scopesInWords } = request;
    if (url === null) return undefined;
    return {
      type: 'authorization-required',
      effectId,
      authorization: { requestId, url, expiresAt, systemName, scopesInWords },
    };
  }

  /** The end user gave up: the link is worth nothing from now on. */
  async cancel(effect: Effect): Promise<undefined> {
    const requestId = await this.store.requestOf(effect);
    if (requestId !== undefined) await this.requests.cancel(requestId);
    return undefined;
  }

  /** Compares the code that the end user typed. That it is right comes as an event of the request. */
  async verify(wanted: VerifyEffect, effect: Effect): Promise<DialogEvent | undefined> {
    const { effectId } = wanted;
    const requestId = await this.store.requestOf(effect);
    if (requestId === undefined) return { type: 'authorization-failed', effectId, reason: 'expired' };
    try {
      await this.requests.verify(requestId, wanted.code, { conversationId: effect.conversationId });
      return undefined;
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code === 'code-wrong') return { type: 'authorization-failed', effectId, reason: 'code-rejected' };
      if (code === 'proof-failed') return { type: 'authorization-failed', effectId, reason: 'code-attempts-exhausted' };
      if (code === 'proof-not-awaited') return { type: 'authorization-failed', effectId, reason: 'expired' };
      throw error;
    }
  }
}

/** What is told of a profile that was stopped; all else is an error as it is. */
function stoppedProfile(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code !== 'auth-profile-paused') throw error;
  return String(message);
}

/** The system that an operation belongs to. */
export function connectorOf(operationId: string): string {
  return operationId.split('.')[0] ?? '';
}

/** What an event of an authorization request means to the conversation that waits for it. */
export function toDialogEvent({ type, data }: DomainEvent): DialogEvent | undefined {
  const effectId = String(data['effectId']);
  const { accountName, reason, message } = data as Readonly<Record<string, string | undefined>>;
  if (type === 'authorization-request.proof-requested') return { type: 'authorization-proof-requested', effectId };
  if (type === 'authorization-request.completed') {
    return { type: 'authorization-completed', effectId, ...(accountName !== undefined && { accountName }) };
  }
  const failure = failures[type];
  if (failure === undefined) return undefined;
  return {
    type: 'authorization-failed',
    effectId,
    reason: reasons[reason ?? ''] ?? failure,
    ...(message !== undefined && message !== null && !untold.has(reason) && { message }),
  };
}

/** The member who holds a conversation in the console, whose own browser is then proof enough; otherwise the conversation. */
function starterOf({ id, memberId }: Pick<Conversation, 'id' | 'memberId'>) {
  return memberId === null ? ({ kind: 'conversation', id } as const) : ({ kind: 'member', id: memberId } as const);
}
