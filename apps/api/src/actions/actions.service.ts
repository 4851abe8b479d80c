import { Injectable } from '@nestjs/common';
import type { Operation } from '#connectors';
import { DataSource } from 'typeorm';
import type { ResolvedAuthProfile } from '../auth-profiles/resolved-auth-profile.js';
import { AuthorizationRequestsService } from '../authorization-requests/authorization-requests.service.js';
import { AuthorizationsService } from '../authorizations/authorizations.service.js';
import type { Bot } from '../bots/bot.entity.js';
import { BotsService } from '../bots/bots.service.js';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import type { Caller } from '../http/caller.js';
import type { EventType } from '../events/types/event-types.js';
import { EventsService } from '../events/events.service.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../http/problem.js';
import type { ConfigureActionDto } from './action.dto.js';
import { Action, type ActionState } from './action.entity.js';
import { ActionSettingsService } from './action-settings.service.js';

/** What goes on around actions: what people have granted, what they are being asked for, and who is told. */
@Injectable()
export class ActionGrants {
  constructor(
    readonly authorizations: AuthorizationsService,
    readonly requests: AuthorizationRequestsService,
    readonly events: EventsService,
  ) {}
}

/** Connectors on bots: configured, read without I/O, deleted. */
@Injectable()
export class ActionsService {
  private readonly known: ReplicatedCache<Action>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly settings: ActionSettingsService,
    private readonly grants: ActionGrants,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'actions', { max: 20_000, maxAgeMs: 60_000 });
  }

  /** The configured actions of a bot. */
  async list(caller: Caller, botId: string): Promise<readonly Action[]> {
    await this.bots.get(caller, botId);
    return this.dataSource.manager.find(Action, { where: { botId }, order: { id: 'ASC' } });
  }

  /** An action by bot and connector, without I/O when it was read lately; the caller has checked the bot. */
  async find(botId: string, connectorId: string): Promise<Action | undefined> {
    return this.known.get(cacheKey(botId, connectorId), async () => {
      return (await this.dataSource.manager.findOneBy(Action, { botId, connectorId })) ?? undefined;
    });
  }

  /**
   * A configured action of a bot that the caller may know of.
   * @throws {NotFoundError}
   */
  async get(caller: Caller, botId: string, connectorId: string): Promise<Action> {
    await this.bots.get(caller, botId);
    const action = await this.find(botId, connectorId);
    if (action === undefined) throw new NotFoundError('configured action', connectorId);
    return action;
  }

  /**
   * Says who authorizes an action, and how. Another profile or other parameters make the authorizations that exist worthless:
   * they are revoked.
   * @throws {RequestInvalidError} when profile, mode and parameters do not fit each other; {ProblemError} `auth-profile-not-invited`
   */
  async configure(caller: Caller, botId: string, connectorId: string, dto: ConfigureActionDto): Promise<Action> {
    const bot = await this.bots.get(caller, botId);
    const { profile, parameters } = await this.settings.check(caller.workspaceId, connectorId, dto);
    const before = await this.find(botId, connectorId);
    const { usesProfileAuthorization = before?.usesProfileAuthorization ?? true } = dto;
    const settings = {
      authorizationMode: dto.authorizationMode,
      authProfileId: profile.id,
      parameters,
      usesProfileAuthorization,
      updatedAt: new Date(),
    };
    if (takesUse(before, settings)) await this.settings.requireUse(caller, profile.id);
    if (before === undefined) {
      const row = {
        id: newId('action'),
        workspaceId: bot.workspaceId,
        botId,
        connectorId,
        state: 'available',
        version: 1,
      };
      await this.dataSource
        .createQueryBuilder()
        .insert()
        .into(Action)
        .values({ ...row, ...settings } as object)
        .orIgnore()
        .execute();
    } else {
      await this.change(before, { ...settings, ...(await this.stateAfter(before, settings)) });
      // After the change: whoever finishes from now on finds that the action is another one.
      if (isReplaced(before, settings)) await this.withdraw(before);
    }
    return this.reread(botId, connectorId);
  }

  /** Disables an action that is enabled; its configuration and authorizations stay. */
  async disable(action: Action): Promise<Action> {
    return action.state === 'available' ? action : this.setState(action, 'disabled');
  }

  /** Moves an action to another state, and tells of it. */
  setState(action: Action, state: ActionState): Promise<Action> {
    return this.move(action, { id: action.id }, state, null);
  }

  /** As `setState`, for what follows from elsewhere: whoever has moved the action meanwhile is heeded. */
  async follow(action: Action, state: ActionState, errorCode: string | null): Promise<void> {
    await this.move(action, { id: action.id, state: action.state }, state, errorCode);
  }

  private async move(
    action: Action,
    which: Pick<Action, 'id'> & Partial<Action>,
    state: ActionState,
    errorCode: string | null,
  ): Promise<Action> {
    const enabledAt = state === 'configured' ? new Date() : action.enabledAt;
    await this.change(action, { state, errorCode, enabledAt, updatedAt: new Date() }, which);
    return this.reread(action.botId, action.connectorId);
  }

  /** Changes an action, if it is still as it is meant, and tells of another state. */
  private async change(
    action: Action,
    changes: Partial<Action>,
    which: Pick<Action, 'id'> & Partial<Action> = { id: action.id },
  ): Promise<void> {
    const { id: actionId, workspaceId, botId, connectorId, version } = action;
    const { state = action.state, errorCode = null } = changes;
    const { events } = this.grants;
    const told = await this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.update(Action, which, { ...changes, version: version + 1 });
      if (affected === 0 || state === action.state) return undefined;
      const data = { actionId, botId, connectorId, errorCode };
      return events.record(manager, { workspaceId, type: moveEvent(action.state, state), data });
    });
    await this.known.invalidate(cacheKey(botId, connectorId));
    if (told !== undefined) events.dispatch(told);
  }

  /** Deletes an action with its authorizations, which are revoked upstream where that is possible. */
  async remove(caller: Caller, botId: string, connectorId: string): Promise<void> {
    const action = await this.get(caller, botId, connectorId);
    await this.withdraw(action);
    await this.dataSource.manager.delete(Action, { id: action.id });
    await this.known.invalidate(cacheKey(botId, connectorId));
  }

  /** Ends what is under way, tells whoever waits, and revokes what was granted. */
  private async withdraw({ id }: Action): Promise<void> {
    await this.grants.requests.cancelAllOfAction(id);
    await this.grants.authorizations.revokeAllOfAction(id);
  }

  /** The bot of an action, if the caller may know of it. */
  async botOf(caller: Caller, action: Action): Promise<Bot> {
    return this.bots.get(caller, action.botId);
  }

  /** @throws {RequestInvalidError} for a conversation that the bot does not hold */
  async requireConversation(botId: string, conversationId: string): Promise<void> {
    const held: unknown[] = await this.dataSource.query('SELECT 1 FROM conversations WHERE id = $1 AND bot_id = $2', [
      conversationId,
      botId,
    ]);
    if (held.length > 0) return;
    throw new RequestInvalidError([{ pointer: '/conversationId', detail: 'The bot holds no such conversation.' }]);
  }

  /** An operation of a connector. */
  operation(connectorId: string, name: string): Operation | undefined {
    return this.settings.operation(connectorId, name);
  }

  /**
   * Refuses the profile of an action to a caller who may not use it; what is enabled goes on.
   * @throws {ProblemError} `auth-profile-not-invited`; {NotFoundError} for one that they do not see
   */
  async requireUse(caller: Caller, { authProfileId }: Action): Promise<void> {
    await this.settings.requireUse(caller, authProfileId);
  }

  /** The profile that an action names. */
  async profileOf(action: Action): Promise<ResolvedAuthProfile> {
    return this.settings.profileOf(action);
  }

  private async stateAfter(
    before: Action,
    settings: Pick<Action, 'authorizationMode' | 'authProfileId' | 'parameters' | 'usesProfileAuthorization'>,
  ) {
    const isEnabled = before.state === 'configured' || before.state === 'error';
    if (!isEnabled || settings.authorizationMode === 'end-user') {
      return before.state === 'error' ? { state: 'configured' as const, errorCode: null } : {};
    }
    const isKept = !invalidates(before, settings.authProfileId, settings.parameters);
    const after = { ...before, ...settings };
    const { authorizations } = this.grants;
    const shared = isKept
      ? await authorizations.findUsable(after, { kind: 'shared' })
      : await authorizations.findSaved(after);
    return shared === undefined ? { state: 'disabled' as const } : {};
  }

  private async reread(botId: string, connectorId: string): Promise<Action> {
    await this.known.invalidate(cacheKey(botId, connectorId));
    const action = await this.find(botId, connectorId);
    if (action === undefined) throw new NotFoundError('configured action', connectorId);
    return action;
  }
}

function cacheKey(botId: string, connectorId: string): string {
  return `${botId}/${connectorId}`;
}

function invalidates(before: Action, authProfileId: string, parameters: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(before.parameters), ...Object.keys(parameters)]);
  return (
    before.authProfileId !== authProfileId || [...names].some((name) => before.parameters[name] !== parameters[name])
  );
}

/** Whether what people have granted, or are being asked for, no longer fits. */
function isReplaced(
  before: Action,
  after: Pick<Action, 'authorizationMode' | 'authProfileId' | 'parameters'>,
): boolean {
  return (
    before.authorizationMode !== after.authorizationMode || invalidates(before, after.authProfileId, after.parameters)
  );
}

/** Whether a profile is used in a way in which it was not used before. */
function takesUse(
  before: Action | undefined,
  after: Pick<Action, 'authorizationMode' | 'authProfileId' | 'parameters' | 'usesProfileAuthorization'>,
): boolean {
  if (before === undefined || isReplaced(before, after)) return true;
  return after.usesProfileAuthorization && !before.usesProfileAuthorization;
}

/** Whether an action can run now, as far as its designers are concerned. */
export function isEnabled({ state }: Action): boolean {
  return state !== 'available' && state !== 'disabled';
}

/**
 * An action that can run now.
 * @throws {ProblemError} `action-not-enabled`
 */
export function requireEnabled(action: Action | undefined, connectorId: string): Action {
  if (action !== undefined && isEnabled(action)) return action;
  throw new ProblemError(
    'action-not-enabled',
    `The action '${connectorId}' is not enabled on this bot; enable it first.`,
  );
}

/** What is told of an action that moves. */
function moveEvent(from: ActionState, to: ActionState): EventType {
  if (to === 'error') return 'action.failed';
  if (to !== 'configured') return 'action.disabled';
  return from === 'error' ? 'action.recovered' : 'action.enabled';
}
