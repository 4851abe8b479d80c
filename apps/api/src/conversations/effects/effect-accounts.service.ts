import { Injectable } from '@nestjs/common';
import type { DialogEffect, DialogEvent } from '#dialogs';
import { ActionsService, isEnabled } from '../../actions/actions.service.js';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import type { Effect } from '../conversation.entity.js';
import { ConversationPartiesService } from '../turns/conversation-parties.service.js';
import { EffectAuthorizationService } from './effect-authorization.service.js';

type AccountEffect = Extract<DialogEffect, { readonly type: 'disconnect' | 'switch-account' }>;

/** Lets end users take back what they have authorized, and authorize with another account. All of it may be done twice. */
@Injectable()
export class EffectAccountsService {
  constructor(
    private readonly parties: ConversationPartiesService,
    private readonly actions: ActionsService,
    private readonly authorizations: AuthorizationsService,
    private readonly authorization: EffectAuthorizationService,
  ) {}

  /** Revokes what the end user has authorized. */
  async disconnect({ effectId, connectorId }: AccountEffect, effect: Effect): Promise<DialogEvent> {
    const { bot, endUser } = await this.parties.of(effect.conversationId);
    const action = await this.actions.find(bot.id, connectorId);
    if (action?.authorizationMode !== 'end-user') return notTheirs(effectId);
    const receipt = await this.authorizations.revokeOfEndUser(action.id, endUser.id);
    const output = { wasConnected: receipt !== undefined, revokedUpstream: receipt?.revokedUpstream ?? false };
    return { type: 'operation-succeeded', effectId, output };
  }

  /** Revokes what the end user has authorized, and makes a link for another account. */
  async switch({ effectId, connectorId }: AccountEffect, effect: Effect): Promise<DialogEvent | undefined> {
    const { bot, endUser } = await this.parties.of(effect.conversationId);
    const action = await this.actions.find(bot.id, connectorId);
    if (action?.authorizationMode !== 'end-user') return notTheirs(effectId);
    if (!isEnabled(action)) {
      return failed(effectId, 'action-not-enabled', `The action '${connectorId}' is not enabled on this bot.`);
    }
    await this.authorizations.revokeOfEndUser(action.id, endUser.id);
    return this.authorization.makeLink({ effectId, connectorId }, effect);
  }
}

function notTheirs(effectId: string): DialogEvent {
  return failed(effectId, 'authorization-mode-mismatch', 'End users do not authorize this system themselves.');
}

function failed(effectId: string, code: string, message: string): DialogEvent {
  return { type: 'operation-failed', effectId, code, message, isTransient: false };
}
