import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Action } from '../../actions/action.entity.js';
import { isEnabled } from '../../actions/actions.service.js';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { EventsService } from '../../events/events.service.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { EffectsService } from '../effects/effects.service.js';
import { WaitStoreService, type AwaitedAction, type Wait } from './wait-store.service.js';

const concurrency = 10;

type Outcome = typeof completed | typeof failed;
const completed = { type: 'authorization-completed' } as const;
const failed = { type: 'authorization-failed', reason: 'failed' } as const;

/**
 * Lets conversations go on that waited until a shared authorization works again, when it does and by the clock should that be missed;
 * and lets them end when nothing can come of it any more.
 */
@Injectable()
export class WaitsService {
  private readonly logger = new Logger('conversations');

  constructor(
    private readonly dataSource: DataSource,
    private readonly store: WaitStoreService,
    private readonly grants: AuthorizationsService,
    private readonly effects: EffectsService,
    news: EventsService,
  ) {
    news.handle(['authorization.activated', 'action.enabled'], 'conversation-waits', ({ workspaceId }) =>
      this.resume(workspaceId),
    );
  }

  /** Tells every conversation whose action works again, or is no more; hearing it twice changes nothing. */
  async resume(workspaceId?: string): Promise<void> {
    for (const awaited of await this.store.awaited(workspaceId)) {
      const outcome = await this.outcomeOf(awaited);
      if (outcome !== undefined) await this.tellAll(awaited.actionId, outcome);
    }
  }

  /** What waiting has come to; undefined while it goes on. */
  private async outcomeOf({ actionId: id, isGone }: AwaitedAction): Promise<Outcome | undefined> {
    if (isGone) return failed;
    const action = await this.dataSource.manager.findOneBy(Action, { id });
    const works = action !== null && isEnabled(action) && (await this.isAuthorized(action));
    return works ? completed : undefined;
  }

  /** An action that end users authorize now asks them by itself. */
  private async isAuthorized(action: Action): Promise<boolean> {
    if (action.authorizationMode === 'end-user') return true;
    return (await this.grants.findUsable(action, { kind: 'shared' })) !== undefined;
  }

  private async tellAll(actionId: string, outcome: Outcome): Promise<void> {
    const waits = this.store.waitingFor(actionId);
    const work = async (): Promise<void> => {
      for (let next = await waits.next(); next.done !== true; next = await waits.next()) {
        await this.tell(next.value, outcome);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
  }

  private async tell(wait: Wait, outcome: Outcome): Promise<void> {
    const { conversationId, effectId } = wait;
    try {
      await this.effects.take(conversationId, { ...outcome, effectId });
      await this.store.remove(wait);
    } catch (error) {
      this.logger.warn({ err: error, conversationId }, 'a conversation that waits is told again');
    }
  }
}

/** Looks by the clock for what was missed. */
@Injectable()
export class WaitsClock {
  constructor(waits: WaitsService, jobs: JobsService) {
    jobs.define({ name: 'conversation-waits', cron: '* * * * *', handle: () => waits.resume() });
  }
}
