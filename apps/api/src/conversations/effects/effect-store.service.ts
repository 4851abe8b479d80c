import { Injectable } from '@nestjs/common';
import type { DialogEffect } from '#dialogs';
import { DataSource, In, IsNull, LessThan, Not, type EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { ProcessesService } from '../../runs/processes.service.js';
import { Effect } from '../conversation.entity.js';

const keptForMs = 7 * 24 * 3_600_000;

/** The outbox of conversations: an effect is kept with the state that waits for it, and settled with the state that goes on. */
@Injectable()
export class EffectStoreService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
    private readonly processes: ProcessesService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'effects-clean-up', cron: '7 4 * * *', handle: () => this.cleanUp() });
  }

  /** Keeps effects that this process is about to carry out. */
  async add(
    manager: EntityManager,
    conversationId: string,
    effects: readonly DialogEffect[],
  ): Promise<readonly Effect[]> {
    const rows = effects.map(async (effect) => {
      const id = newId('effect');
      const { key, effectId, type } = effect;
      const effectSealed = await this.encryption.seal(JSON.stringify(effect), place(id));
      const owner = String(this.processes.own);
      const row = { id, conversationId, key, effectId, type, effectSealed, owner, createdAt: new Date() };
      return Object.assign(new Effect(), row, { authorizationRequestId: null, doneAt: null });
    });
    const made = await Promise.all(rows);
    if (made.length > 0) await manager.insert(Effect, made as object[]);
    return made;
  }

  /** What the engine wants done. */
  async open(effect: Effect): Promise<DialogEffect> {
    return JSON.parse(await this.encryption.open(effect.effectSealed, place(effect.id))) as DialogEffect;
  }

  /** Marks an effect as done; false when it was before. */
  async settle(manager: EntityManager, { id }: Effect): Promise<boolean> {
    const { affected } = await manager.update(Effect, { id, doneAt: IsNull() }, { doneAt: new Date() });
    return affected === 1;
  }

  /** Whether an effect is still kept. */
  async has({ id }: Effect): Promise<boolean> {
    return this.dataSource.manager.existsBy(Effect, { id });
  }

  /** Whether something is being done for a conversation; undefined when there is no such conversation. */
  async isBusy(conversationId: string): Promise<boolean | undefined> {
    const [row] = await this.dataSource.query<{ isBusy: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM effects WHERE conversation_id = $1 AND done_at IS NULL) AS "isBusy"
       FROM conversations WHERE id = $1`,
      [conversationId],
    );
    return row?.isBusy;
  }

  /** Nobody waits for what a conversation has asked for any more: what has not been done is left undone. */
  async abandon(manager: EntityManager, conversationId: string): Promise<void> {
    const type = In(['run-operation', 'authorize', 'verify-authorization-code']);
    await manager.update(Effect, { conversationId, type, doneAt: IsNull() }, { doneAt: new Date() });
  }

  /** Remembers which authorization request serves an effect. */
  async linkRequest({ id }: Effect, authorizationRequestId: string): Promise<void> {
    await this.dataSource.manager.update(Effect, { id }, { authorizationRequestId });
  }

  /** The newest authorization request that was made for what the engine waits for. */
  async requestOf({
    conversationId,
    effectId,
  }: Pick<Effect, 'conversationId' | 'effectId'>): Promise<string | undefined> {
    const [found] = await this.dataSource.manager.find(Effect, {
      where: { conversationId, effectId, authorizationRequestId: Not(IsNull()) },
      order: { id: 'DESC' },
      take: 1,
    });
    return found?.authorizationRequestId ?? undefined;
  }

  /** Takes over what processes that have died left behind, and what this one has dropped; each goes to one process only. */
  async takeOverLost(inFlight: ReadonlySet<string>): Promise<readonly Effect[]> {
    const pending = await this.dataSource.manager.find(Effect, {
      where: { doneAt: IsNull() },
      order: { id: 'ASC' },
      take: 500,
    });
    const own = String(this.processes.own);
    const owners = [...new Set(pending.map(({ owner }) => owner))];
    const alive = await Promise.all(owners.map((owner) => this.processes.isAlive(Number(owner))));
    const living = new Set(owners.filter((owner, index) => owner !== own && alive[index] === true));
    const lost = pending.filter(({ id, owner }) => !living.has(owner) && !inFlight.has(id));
    const taken = await Promise.all(lost.map((effect) => this.takeOver(effect, own)));
    return lost.filter((_, index) => taken[index]);
  }

  private async takeOver(effect: Effect, own: string): Promise<boolean> {
    const { id, owner } = effect;
    const { affected } = await this.dataSource.manager.update(Effect, { id, owner, doneAt: IsNull() }, { owner: own });
    effect.owner = own;
    return affected === 1;
  }

  /** Deletes what was settled long ago. */
  private async cleanUp(): Promise<void> {
    await this.dataSource.manager.delete(Effect, { doneAt: LessThan(new Date(Date.now() - keptForMs)) });
  }
}

function place(id: string) {
  return { table: 'effects', column: 'effect_sealed', id } as const;
}
