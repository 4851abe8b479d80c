import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Action } from '../../actions/action.entity.js';
import { isEnabled } from '../../actions/actions.service.js';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { EventsService } from '../../events/events.service.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { EffectsService } from '../effects/effects.service.js';
import { WaitStoreService, type ReadyWait } from './wait-store.service.js';

const mostAtOnce = 10_000;
const concurrency = 10;

/** Lets conversations go on that waited until a shared authorization works again: when it does, and by the clock should that be missed. */
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

  /** Tells every conversation whose action works again; hearing it twice changes nothing. */
  async resume(workspaceId?: string): Promise<void> {
    const waits = await this.store.list(workspaceId, mostAtOnce);
    const working = await this.workingOf(new Set(waits.map(({ actionId }) => actionId)));
    const ready = waits.filter(({ actionId }) => working.has(actionId)).values();
    const work = async (): Promise<void> => {
      for (const wait of ready) await this.tell(wait);
    };
    await Promise.all(Array.from({ length: concurrency }, work));
  }

  private async workingOf(actionIds: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const working = new Set<string>();
    for (const id of actionIds) {
      const action = await this.dataSource.manager.findOneBy(Action, { id });
      if (action !== null && isEnabled(action) && (await this.isAuthorized(action))) working.add(id);
    }
    return working;
  }

  /** An action that end users authorize now asks them by itself. */
  private async isAuthorized(action: Action): Promise<boolean> {
    if (action.authorizationMode === 'end-user') return true;
    return (await this.grants.findUsable(action, { kind: 'shared' })) !== undefined;
  }

  private async tell(wait: ReadyWait): Promise<void> {
    const { conversationId, effectId } = wait;
    try {
      await this.effects.take(conversationId, { type: 'authorization-completed', effectId });
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
