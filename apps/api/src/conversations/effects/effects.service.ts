import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { DialogEvent } from '#dialogs';
import { NotFoundError } from '../../http/problem.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import type { Effect } from '../conversation.entity.js';
import { EffectOutcomesService } from './effect-outcomes.service.js';
import { EffectStoreService } from './effect-store.service.js';
import { TurnsService, type TurnResult } from '../turns/turns.service.js';

/** Carries out what the dialog engine wants done, and tells it what came of it; effects of a process that died are taken over. */
@Injectable()
export class EffectsService implements OnApplicationBootstrap {
  private readonly logger = new Logger('effects');
  private readonly inFlight = new Set<string>();
  private readonly working = new Map<string, Set<Promise<void>>>();

  constructor(
    private readonly store: EffectStoreService,
    private readonly turns: TurnsService,
    private readonly outcomes: EffectOutcomesService,
    private readonly shutdown: ShutdownService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'effects-lost', cron: '* * * * *', handle: () => this.resumeLost() });
  }

  onApplicationBootstrap(): void {
    void this.resumeLost().catch((error: unknown) =>
      this.logger.error({ err: error }, 'lost effects were not taken over'),
    );
  }

  /** Takes in an event; what follows from it is carried out behind the answer. */
  take(conversationId: string, event: DialogEvent): Promise<TurnResult> {
    const turn = this.turns.take(conversationId, event);
    const work = turn.then(({ effects }) => this.carryOut(effects)).catch(() => undefined);
    const working = this.working.get(conversationId) ?? new Set();
    this.working.set(conversationId, working.add(work));
    void work.then(() => {
      working.delete(work);
      if (working.size === 0) this.working.delete(conversationId);
    });
    return turn;
  }

  /** Settles when this process has nothing more to do for a conversation. */
  async rest(conversationId: string): Promise<void> {
    for (let work = this.working.get(conversationId); work !== undefined; work = this.working.get(conversationId)) {
      await Promise.all(work);
    }
  }

  /** Carries out effects, and those of the turns that they lead to. */
  private async carryOut(effects: readonly Effect[]): Promise<void> {
    await Promise.all(effects.map((effect) => this.shutdown.track(this.carryOutOne(effect))));
  }

  /** An effect that fails is tried again within minutes; whatever it does bears that. */
  private async carryOutOne(effect: Effect): Promise<void> {
    this.inFlight.add(effect.id);
    try {
      const event = await this.outcomes.of(effect);
      const turn = await this.turns.settle(effect, event);
      if (turn !== undefined) await this.carryOut(turn.effects);
    } catch (error) {
      // With the conversation all that it waited for is gone.
      if (error instanceof NotFoundError && !(await this.store.has(effect))) return;
      this.logger.error({ err: error, effectId: effect.id, type: effect.type }, 'an effect will be tried again');
    } finally {
      this.inFlight.delete(effect.id);
    }
  }

  private async resumeLost(): Promise<void> {
    const lost = await this.store.takeOverLost(this.inFlight);
    if (lost.length > 0) this.logger.log({ count: lost.length }, 'effects that were interrupted go on');
    await this.carryOut(lost);
  }
}
