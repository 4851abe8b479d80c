import { Injectable } from '@nestjs/common';
import { createConnectorContext, VendorUnauthorizedError } from '#connectors';
import {
  AuthorizationRequestsService,
  requireNotPaused,
} from '../authorization-requests/authorization-requests.service.js';
import type { Access } from '../authorizations/access.js';
import { AuthorizationsService } from '../authorizations/authorizations.service.js';
import { callAuthorization } from '../connectors/call-authorization.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import { EndUsersService } from '../end-users/end-users.service.js';
import type { EndUser } from '../end-users/end-user.entity.js';
import type { Caller } from '../http/caller.js';
import { ProblemError } from '../http/problem.js';
import type { AuthorizationLinkView } from '../authorization-requests/authorization-link.dto.js';
import type { AuthorizeActionDto, CreateAuthorizationLinkDto } from './action.dto.js';
import type { Action } from './action.entity.js';
import { ActionsService } from './actions.service.js';

/** Who waits for an end user to authorize. */
export interface LinkPurpose {
  readonly endUser: EndUser;
  readonly conversationId?: string;
  readonly effectId?: string;
  readonly returnUrl?: string;
  readonly language?: string;
  readonly startedBy: { readonly kind: 'member' | 'api-key' | 'conversation'; readonly id: string };
}

/** Gets actions authorized: by the designer once, or by each end user through a link. */
@Injectable()
export class ActionAuthorizationService {
  constructor(
    private readonly actions: ActionsService,
    private readonly requests: AuthorizationRequestsService,
    private readonly authorizations: AuthorizationsService,
    private readonly connectors: ConnectorsService,
    private readonly endUsers: EndUsersService,
  ) {}

  /**
   * The designer's own authorization: a link, or at once for client credentials.
   * @throws {ProblemError} `authorization-mode-mismatch`, `auth-profile-not-invited`, `auth-profile-paused`
   */
  async preAuthorize(caller: Caller, action: Action, dto: AuthorizeActionDto): Promise<AuthorizationLinkView> {
    if (action.authorizationMode !== 'pre-authorized') {
      throw new ProblemError(
        'authorization-mode-mismatch',
        'End users authorize this action; make authorization links instead.',
      );
    }
    await this.actions.requireUse(caller, action);
    const profile = await this.actions.profileOf(action);
    const bot = await this.actions.botOf(caller, action);
    return this.requests.start({
      workspaceId: action.workspaceId,
      bot,
      action,
      profile,
      subject: { kind: 'shared' },
      returnUrl: dto.returnUrl,
      startedBy: { kind: caller.kind, id: caller.id },
    });
  }

  /** A link for an end user whom the host names. */
  async createLink(caller: Caller, action: Action, dto: CreateAuthorizationLinkDto): Promise<AuthorizationLinkView> {
    const bot = await this.actions.botOf(caller, action);
    if (dto.conversationId !== undefined) await this.actions.requireConversation(bot.id, dto.conversationId);
    const endUser = await this.endUsers.upsert(bot, dto.endUser);
    return this.linkFor(action, bot, {
      endUser,
      conversationId: dto.conversationId,
      returnUrl: dto.returnUrl,
      startedBy: { kind: caller.kind, id: caller.id },
    });
  }

  /**
   * A link for an end user; the earlier ones of the same conversation keep working until one of them is used.
   * @throws {ProblemError} `authorization-mode-mismatch`
   */
  async linkFor(action: Action, bot: { readonly id: string; readonly name: string }, purpose: LinkPurpose) {
    if (action.authorizationMode !== 'end-user') {
      throw new ProblemError(
        'authorization-mode-mismatch',
        'This action is pre-authorized by its designer; end users need no link.',
      );
    }
    const profile = await this.actions.profileOf(action);
    const { endUser, ...rest } = purpose;
    return this.requests.start({
      workspaceId: action.workspaceId,
      bot,
      action,
      profile,
      subject: { kind: 'end-user', endUserId: endUser.id },
      endUser,
      ...rest,
    });
  }

  /**
   * Enables an action; a shared authorization is first tried out.
   * @throws {ProblemError} `authorization-required` when there is none that works; `auth-profile-not-invited`, `auth-profile-paused`
   */
  async enable(caller: Caller, action: Action): Promise<Action> {
    await this.actions.requireUse(caller, action);
    await this.requireNotStopped(action);
    if (action.authorizationMode === 'pre-authorized') await this.tryOut(action);
    return this.actions.setState(action, 'configured');
  }

  /**
   * Refuses an action whose auth profile was stopped.
   * @throws {ProblemError} `auth-profile-paused`
   */
  async requireNotStopped(action: Action): Promise<void> {
    requireNotPaused(await this.actions.profileOf(action));
  }

  private async tryOut(action: Action): Promise<void> {
    const authorization = await this.authorizations.findUsable(action, { kind: 'shared' });
    if (authorization === undefined) {
      throw new ProblemError(
        'authorization-required',
        'Authorize this action first: POST .../authorize and open the link.',
      );
    }
    const access = await this.authorizations.access(authorization.id);
    try {
      await this.verify(action, access);
    } catch (error) {
      if (!(error instanceof VendorUnauthorizedError)) throw error;
      await this.verify(action, await this.authorizations.accessAfterRejection(authorization.id, access.accessToken));
    }
  }

  /** Asks the vendor who the account is, and whether it can be worked with. */
  private async verify({ connectorId }: Action, access: Access): Promise<void> {
    const connector = this.connectors.get(connectorId);
    const authorization = callAuthorization(access);
    const context = createConnectorContext({
      connector,
      grant: access.grant,
      egress: this.connectors.egress,
      authorize: () => authorization,
    });
    await connector.verify(context, await connector.whoami(context));
  }
}
