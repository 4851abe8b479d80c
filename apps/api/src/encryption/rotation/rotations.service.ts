import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { ProblemError } from '../../http/problem.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import { DataKey } from '../data-key.entity.js';
import { KeyRotation } from './key-rotation.entity.js';
import { RotationService, type SealedPlace } from './rotation.service.js';

const leaseSeconds = 15;
const lookEveryMs = 2_000;
/** After so long every replica seals with the new key. */
const replicasLearnWithinMs = 3_000;
const uniqueViolation = '23505';

/** Rotates the keys in the background: one rotation at a time, by one replica, and by another should that one die. */
@Injectable()
export class RotationsService implements OnApplicationBootstrap {
  private readonly logger = new Logger('encryption');
  private readonly owner = randomUUID();
  private readonly stopping = new AbortController();
  private timer?: NodeJS.Timeout;
  private work: Promise<void> = Promise.resolve();
  private isWorking = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly rotation: RotationService,
    shutdown: ShutdownService,
  ) {
    shutdown.onStop(() => this.stop());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.lookSoon(), lookEveryMs).unref();
    this.lookSoon();
  }

  /** The rotation that runs, or the last one. */
  async last(): Promise<KeyRotation | undefined> {
    const [rotation] = await this.dataSource.manager.find(KeyRotation, {
      order: { startedAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    return rotation;
  }

  /**
   * Begins a rotation: from the answer on everything new is sealed with a new data key.
   * @throws {ProblemError} `rotation-running`; {KeyServiceUnavailableError}
   */
  async start(): Promise<KeyRotation> {
    const id = newId('keyRotation');
    await this.dataSource.manager
      .insert(KeyRotation, { id, step: 'preparing', leaseOwner: this.owner, leaseUntil: inSeconds(leaseSeconds) })
      .catch((error: { readonly code?: string }) => {
        if (error.code !== uniqueViolation) throw error;
        throw new ProblemError('rotation-running', 'The keys are being rotated already; wait for the end of it.');
      });
    const prepared = await this.prepare({ id }).catch(async (error: unknown) => {
      await this.dataSource.manager.delete(KeyRotation, { id, step: 'preparing' });
      throw error;
    });
    await this.letGo();
    this.lookSoon();
    return prepared;
  }

  private async prepare({ id }: Pick<KeyRotation, 'id'>): Promise<KeyRotation> {
    const dataKeyId = await this.holding(id, () => this.rotation.prepare());
    await this.dataSource.manager.update(
      KeyRotation,
      { id },
      { step: 'sealing', dataKeyId, total: await this.total() },
    );
    return this.dataSource.manager.findOneByOrFail(KeyRotation, { id });
  }

  /** A key service may take longer than a lease. */
  private async holding<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    const hold = () => this.save({ id }, {}).catch(() => false);
    const timer = setInterval(() => void hold(), (leaseSeconds * 1_000) / 3);
    return work().finally(() => clearInterval(timer));
  }

  private async total(): Promise<number> {
    let total = 0;
    for (const { table, column } of await this.rotation.places()) {
      const [row] = await this.dataSource.query<{ count: number }[]>(
        `SELECT count(${column})::integer AS count FROM ${table}`,
      );
      total += row?.count ?? 0;
    }
    return total;
  }

  private lookSoon(): void {
    if (this.isWorking || this.stopping.signal.aborted) return;
    this.isWorking = true;
    this.work = this.goOn()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'a rotation of keys stumbled; it is taken up again'))
      .finally(() => (this.isWorking = false));
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.work;
    await this.letGo().catch(() => undefined);
  }

  /** Takes up a rotation that nobody works at, and ends it. */
  private async goOn(): Promise<void> {
    const taken = await this.take();
    if (taken === undefined) return;
    let rotation = taken.step === 'preparing' ? await this.prepare(taken) : taken;
    if (rotation.step === 'sealing') {
      if (!(await this.pass(rotation))) return;
      await sleep(replicasLearnWithinMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (!(await this.save(rotation, { step: 'checking', place: null, position: '' }))) return;
      rotation = await this.dataSource.manager.findOneByOrFail(KeyRotation, { id: rotation.id });
    }
    if (await this.pass(rotation)) await this.finish(rotation);
  }

  /** All places from where it stands; false when somebody else has taken over, or the server stops. */
  private async pass(rotation: KeyRotation): Promise<boolean> {
    const places = await this.rotation.places();
    const first = Math.max(
      0,
      places.findIndex((place) => nameOf(place) === rotation.place),
    );
    const counted = { checked: rotation.checked, resealed: rotation.resealed, unreadable: rotation.unreadable };
    const isFirstPass = rotation.step === 'sealing';
    for (let at = first; at < places.length;) {
      const place = places[at] as SealedPlace;
      const from = nameOf(place) === rotation.place ? rotation.position : '';
      const batch = await this.rotation.resealBatch(place, from);
      counted.resealed += batch.resealed;
      counted.checked += isFirstPass ? batch.checked : 0;
      counted.unreadable += isFirstPass ? batch.unreadable : 0;
      if (batch.position === undefined) at += 1;
      rotation.place = nameOf(places[at] ?? place);
      rotation.position = batch.position ?? '';
      const { place: name, position } = rotation;
      if (!(await this.save(rotation, { ...counted, place: name, position })) || this.stopping.signal.aborted)
        return false;
    }
    return true;
  }

  private async finish({ id, dataKeyId }: KeyRotation): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.update(KeyRotation, { id }, { step: 'finished', finishedAt: () => 'now()', leaseOwner: null });
      await manager
        .createQueryBuilder()
        .update(DataKey)
        .set({ retiredAt: () => 'now()' })
        .where({ retiredAt: IsNull() })
        .andWhere('created_at < (SELECT newest.created_at FROM data_keys newest WHERE newest.id = :dataKeyId)', {
          dataKeyId,
        })
        .execute();
    });
    this.logger.log('the keys are rotated');
  }

  private async take(): Promise<KeyRotation | undefined> {
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE key_rotations SET lease_owner = $1, lease_until = now() + $2::integer * interval '1 second'
       WHERE finished_at IS NULL AND (lease_until IS NULL OR lease_until < now()) RETURNING id`,
      [this.owner, leaseSeconds],
    );
    const [row] = rows;
    return row === undefined ? undefined : this.dataSource.manager.findOneByOrFail(KeyRotation, { id: row.id });
  }

  private async save({ id }: Pick<KeyRotation, 'id'>, changes: Partial<KeyRotation>): Promise<boolean> {
    const { affected } = await this.dataSource.manager.update(
      KeyRotation,
      { id, leaseOwner: this.owner, finishedAt: IsNull() },
      { ...changes, leaseUntil: inSeconds(leaseSeconds) },
    );
    return affected === 1;
  }

  private async letGo(): Promise<void> {
    const held = { leaseOwner: this.owner, finishedAt: IsNull() };
    await this.dataSource.manager.update(KeyRotation, held, { leaseOwner: null, leaseUntil: null });
  }
}

function nameOf({ table, column }: SealedPlace): string {
  return `${table}.${column}`;
}

/** By the clock of the database: those of replicas differ. */
function inSeconds(seconds: number): () => string {
  return () => `now() + interval '${seconds} seconds'`;
}
