import { Injectable } from '@nestjs/common';
import { isAppGrant, isCredentialGrant } from '#auth-profiles';
import type { ResolvedAuthProfile } from '../auth-profiles/resolved-auth-profile.js';
import { toOperationView } from '../connectors/connector.dto.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import type { Caller } from '../http/caller.js';
import { ProblemError } from '../http/problem.js';
import { toActionView, type ActionView } from './action.dto.js';
import type { Action, ActionState } from './action.entity.js';
import { ActionsService, isEnabled } from './actions.service.js';
import { ActionSurroundingsService } from './surroundings/action-surroundings.service.js';
import type { ActionDeletionView, ActionOperationView } from './surroundings/surroundings.dto.js';

/** Shows the actions of a bot: the configured ones and those that the catalogue offers besides. */
@Injectable()
export class ActionCatalogueService {
  constructor(
    private readonly actions: ActionsService,
    private readonly connectors: ConnectorsService,
    private readonly surroundings: ActionSurroundingsService,
  ) {}

  /** Every connector of the catalogue as an action of the bot, in the catalogue's order. */
  async list(caller: Caller, botId: string, state?: ActionState): Promise<readonly ActionView[]> {
    const actions = await this.actions.list(caller, botId);
    const configured = new Map(actions.map((action) => [action.connectorId, action]));
    const surroundings = await this.surroundings.of(botId, actions);
    const shown = this.connectors.registry.list().map((connector) => {
      const action = configured.get(connector.id);
      return toActionView(connector, action, action && surroundings.get(action.id));
    });
    return state === undefined ? shown : shown.filter((view) => view.state === state);
  }

  /** One action, configured or not. */
  async get(caller: Caller, botId: string, connectorId: string): Promise<ActionView> {
    const connector = this.connectors.get(connectorId);
    const action = await this.find(caller, botId, connectorId);
    return action === undefined ? toActionView(connector) : this.show(action);
  }

  /** A configured action with what stands around it. */
  async show(action: Action): Promise<ActionView> {
    const surroundings = await this.surroundings.of(action.botId, [action]);
    return toActionView(this.connectors.get(action.connectorId), action, surroundings.get(action.id));
  }

  /** What goes with an action when it is deleted. */
  deletionOf(action: Action): Promise<ActionDeletionView> {
    return this.surroundings.deletionOf(action);
  }

  /**
   * An operation, and whether and how it can run.
   * @throws {ProblemError} `operation-unknown`
   */
  async operation(
    caller: Caller,
    { botId, connectorId, name }: { readonly botId: string; readonly connectorId: string; readonly name: string },
  ): Promise<ActionOperationView> {
    const { id } = this.connectors.get(connectorId);
    const action = await this.find(caller, botId, id);
    const operation = this.actions.operation(id, name);
    if (operation === undefined) {
      const detail = `'${id}' has no operation '${name.slice(0, 80)}'; GET /v1/connectors/${id} lists them.`;
      throw new ProblemError('operation-unknown', detail);
    }
    const profile = action && (await this.actions.profileOf(action).catch(() => undefined));
    const asked = profile === undefined || hasUnnamedScopes(profile) ? undefined : profile.scopes;
    const missing = operation.scopes.filter((scope) => asked?.includes(scope) === false);
    return {
      ...toOperationView(operation),
      isEnabled: action !== undefined && isEnabled(action),
      runsAs: action === undefined ? null : action.authorizationMode === 'end-user' ? 'end-user' : 'shared',
      missingScopes: missing,
    };
  }

  private async find(caller: Caller, botId: string, connectorId: string): Promise<Action | undefined> {
    return (await this.actions.list(caller, botId)).find((one) => one.connectorId === connectorId);
  }
}

/** What people type in allows what the account may do; an app that asks for no scopes has those of its registration. */
function hasUnnamedScopes({ grantType, scopes }: ResolvedAuthProfile): boolean {
  return isCredentialGrant(grantType) || (isAppGrant(grantType) && scopes.length === 0);
}
