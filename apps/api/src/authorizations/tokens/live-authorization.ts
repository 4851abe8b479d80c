import { refreshMarginMs, type LifecycleRules, type TokenSet } from '#auth-profiles';
import type { Access } from '../access.js';
import type { Authorization, AuthorizationState } from '../authorization.entity.js';
import type { AuthorizedAction } from '../subject.js';

/** What is kept of an authorization in memory: its access token, and never its refresh token. */
export interface LiveAuthorization {
  readonly authorization: Authorization;
  /** Undefined when there is no token that may be used: erased, or quarantined. */
  readonly access: Omit<Access, 'authorizationFields' | 'placement'> | undefined;
  /** From when on it is to be refreshed; Infinity: never. */
  readonly dueAtMs: number;
  /** Infinity: nobody says. */
  readonly expiresAtMs: number;
  /** No refresh before. */
  readonly retryAtMs: number;
}

/** What to do with an authorization whose token is asked for. */
export type Verdict = 'serve' | 'serve-and-refresh' | 'refresh' | 'wait-for-retry' | 'lost';

/** A token that is still valid serves on while somebody is asked to authorize again. */
const servedStates: readonly AuthorizationState[] = ['active', 'needs-reauthorization'];

/** Makes what is kept in memory of a row and its token set. */
export function toLive(row: Authorization, tokenSet: TokenSet | undefined, rules: LifecycleRules): LiveAuthorization {
  const expiresAtMs = row.expiresAt?.getTime() ?? Infinity;
  const isServed = servedStates.includes(row.state);
  const isRenewed = row.state === 'active' && row.isRefreshable;
  const marginMs = tokenSet !== undefined && isRenewed ? refreshMarginMs(tokenSet, rules) : 0;
  return {
    authorization: { ...row, tokenSetSealed: null },
    access: tokenSet !== undefined && isServed ? toAccess(row, tokenSet) : undefined,
    dueAtMs: expiresAtMs - marginMs,
    expiresAtMs,
    retryAtMs: row.retryAt?.getTime() ?? 0,
  };
}

/** What to do at `nowMs` for whoever asks for the token. */
export function judge(live: LiveAuthorization, nowMs: number): Verdict {
  const { authorization, access, dueAtMs, expiresAtMs, retryAtMs } = live;
  if (access === undefined) return 'lost';
  if (nowMs < dueAtMs) return 'serve';
  if (nowMs < expiresAtMs) return nowMs < retryAtMs ? 'serve' : 'serve-and-refresh';
  if (authorization.state !== 'active' || !authorization.isRefreshable) return 'lost';
  return nowMs < retryAtMs ? 'wait-for-retry' : 'refresh';
}

function toAccess(row: Authorization, tokenSet: TokenSet): Omit<Access, 'authorizationFields' | 'placement'> {
  return {
    authorizationId: row.id,
    accessToken: tokenSet.accessToken,
    tokenType: tokenSet.tokenType,
    expiresAt: row.expiresAt?.toISOString(),
    grant: { parameters: row.parameters, extras: tokenSet.extras, scopes: row.scopes },
    account: row.account,
    fence: row.fence,
  };
}

/** What tells whose an authorization is. */
export type AuthorizationOwner = Pick<
  Authorization,
  'workspaceId' | 'botId' | 'actionId' | 'authProfileId' | 'endUserId' | 'memberId'
>;

/** One key for each owner that can have one authorization at a time. */
export function ownerKeyOf({ workspaceId, botId, actionId, authProfileId, ...whose }: AuthorizationOwner): string {
  if (botId !== null) return `${actionId ?? ''}/${whose.endUserId ?? ''}`;
  return `${workspaceId}/${authProfileId}/${whose.memberId ?? ''}`;
}

/** Whether what is saved with a profile serves an action: a token for another system, or another account's address, does not. */
export function fits({ connectorId, parameters }: Authorization, action: AuthorizedAction): boolean {
  const isSame = ([name, value]: readonly [string, string]) => parameters[name] === value;
  return connectorId === action.connectorId && Object.entries(action.parameters).every(isSame);
}
