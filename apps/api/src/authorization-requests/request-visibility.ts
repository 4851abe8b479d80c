import { holds } from '../auth-profiles/powers/profile-powers.js';
import type { Caller } from '../http/caller.js';
import type { AuthorizationRequest } from './authorization-request.entity.js';

type Known = Pick<AuthorizationRequest, 'botId' | 'memberId' | 'startedById'>;

/**
 * Whether a caller may know of a request: of one for a bot, who may know of the bot; of one for a profile or a member, who has
 * started it, and who manages profiles or members everywhere.
 */
export function mayKnowOf(caller: Caller, { botId, memberId, startedById }: Known): boolean {
  if (botId !== null) return caller.mayUseBot(botId);
  return startedById === caller.id || mayKnowOfAll(caller, memberId === null ? 'shared' : 'member');
}

/** Whether a caller may know of every request that is for profiles, or for members. */
export function mayKnowOfAll(caller: Caller, subject: 'shared' | 'member'): boolean {
  const permission = subject === 'shared' ? 'auth-profiles:manage' : 'members:manage';
  return caller.botIds === undefined && holds(caller, permission, null);
}
