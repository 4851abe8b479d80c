import { Injectable } from '@nestjs/common';
import { AuthorizationsService } from '../authorizations/authorizations.service.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import type { Caller } from '../http/caller.js';
import { toActionView, type ActionView } from './action.dto.js';
import type { Action, ActionState } from './action.entity.js';
import { ActionsService } from './actions.service.js';

/** Shows the actions of a bot: the configured ones and those that the catalogue offers besides. */
@Injectable()
export class ActionCatalogueService {
  constructor(
    private readonly actions: ActionsService,
    private readonly connectors: ConnectorsService,
    private readonly authorizations: AuthorizationsService,
  ) {}

  /** Every connector of the catalogue as an action of the bot, in the catalogue's order. */
  async list(caller: Caller, botId: string, state?: ActionState): Promise<readonly ActionView[]> {
    const configured = new Map((await this.actions.list(caller, botId)).map((action) => [action.connectorId, action]));
    const views = this.connectors.registry.list().map((connector) => {
      const action = configured.get(connector.id);
      return action === undefined ? toActionView(connector) : this.show(action);
    });
    const shown = await Promise.all(views);
    return state === undefined ? shown : shown.filter((view) => view.state === state);
  }

  /** One action, configured or not. */
  async get(caller: Caller, botId: string, connectorId: string): Promise<ActionView> {
    const connector = this.connectors.get(connectorId);
    const action = (await this.actions.list(caller, botId)).find((one) => one.connectorId === connectorId);
    return action === undefined ? toActionView(connector) : this.show(action);
  }

  /** A configured action with its shared authorization. */
  async show(action: Action): Promise<ActionView> {
    const shared =
      action.authorizationMode === 'pre-authorized'
        ? await this.authorizations.findUsable(action.id, { kind: 'shared' })
        : undefined;
    return toActionView(this.connectors.get(action.connectorId), action, shared?.id);
  }
}
