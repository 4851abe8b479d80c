import { Injectable } from '@nestjs/common';
import type { DialogEffect, DialogEvent, JsonValue } from '#dialogs';
import { ActionsService, requireEnabled } from '../../actions/actions.service.js';
import { ProblemError } from '../../http/problem.js';
import { RunsService } from '../../runs/runs.service.js';
import type { Effect } from '../conversation.entity.js';
import { ConversationPartiesService } from '../turns/conversation-parties.service.js';
import { WaitStoreService } from '../waits/wait-store.service.js';
import { connectorOf, EffectAuthorizationService } from './effect-authorization.service.js';

type RunEffect = Extract<DialogEffect, { readonly type: 'run-operation' }>;

const timeouts = ['vendor-timeout'];
const transient = ['vendor-unavailable', 'vendor-unreachable', 'vendor-rate-limited', 'token-endpoint-unavailable'];

/** Runs the operations of conversations; the key of the effect keeps a write from happening twice. */
@Injectable()
export class EffectOperationService {
  constructor(
    private readonly parties: ConversationPartiesService,
    private readonly actions: ActionsService,
    private readonly runs: RunsService,
    private readonly authorization: EffectAuthorizationService,
    private readonly waits: WaitStoreService,
  ) {}

  /** Runs an operation; without an authorization the end user gets a link instead. */
  async run(wanted: RunEffect, effect: Effect): Promise<DialogEvent> {
    const { effectId } = wanted;
    try {
      const { output } = await this.runs.run(await this.requestFor(wanted, effect));
      return { type: 'operation-succeeded', effectId, output: (output ?? null) as JsonValue };
    } catch (error) {
      const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
      if (code === 'outcome-unknown') return { type: 'outcome-unknown', effectId };
      if (code === 'authorization-required') {
        const event = await this.authorization.makeLink(
          { effectId, connectorId: connectorOf(wanted.operation) },
          effect,
        );
        return event ?? (await this.await(wanted, effect));
      }
      if (typeof code !== 'string' || code === 'idempotency-key-in-use') throw error;
      if (timeouts.includes(code)) return { type: 'timeout', effectId };
      const words = (error as { readonly vendorMessage?: unknown }).vendorMessage ?? message;
      return {
        type: 'operation-failed',
        effectId,
        code,
        message: String(words),
        isTransient: transient.includes(code),
      };
    }
  }

  /** Designers authorize the action, and were told that they have to. */
  private async await({ effectId, operation }: RunEffect, effect: Effect): Promise<DialogEvent> {
    const { bot } = await this.parties.of(effect.conversationId);
    const { id } = requireEnabled(await this.actions.find(bot.id, connectorOf(operation)), connectorOf(operation));
    await this.waits.add(effect, id);
    return { type: 'authorization-awaited', effectId };
  }

  private async requestFor(wanted: RunEffect, effect: Effect) {
    const { bot, endUser } = await this.parties.of(effect.conversationId);
    const [connectorId = '', name = ''] = wanted.operation.split('.');
    const action = requireEnabled(await this.actions.find(bot.id, connectorId), connectorId);
    const operation = this.actions.operation(connectorId, name);
    if (operation === undefined)
      throw new ProblemError('operation-unknown', `There is no operation '${wanted.operation}'.`);
    return {
      bot,
      endUser,
      action,
      operation,
      input: wanted.input,
      source: 'dialog' as const,
      callerId: effect.conversationId,
      conversationId: effect.conversationId,
      idempotencyKey: effect.key,
      timeoutMs: wanted.timeoutMs,
    };
  }
}
