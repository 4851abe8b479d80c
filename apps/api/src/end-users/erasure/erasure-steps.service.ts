import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EndUserErasure, ErasureStep } from './end-user-erasure.entity.js';
import { ErasureParticipantsService } from './erasure-participants.service.js';
import { ErasureScansService } from './traces/erasure-scans.service.js';
import { ErasureStoreService, type Batch } from './erasure-store.service.js';
import { TraceErasuresService } from './traces/trace-erasures.service.js';

/** Providers that have not answered by then are asked in the background: the proof stays open for what they say. */
const lookAgainAfterSeconds = 600;

/** The steps of an erasure; each may be taken again after a crash, and finds less to do then. */
@Injectable()
export class ErasureStepsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: ErasureStoreService,
    private readonly participants: ErasureParticipantsService,
    private readonly traces: TraceErasuresService,
    private readonly scans: ErasureScansService,
  ) {}

  /** Takes one step, and answers which one comes next; undefined: there is nothing to do for now. */
  async take(erasure: EndUserErasure): Promise<ErasureStep | undefined> {
    if (erasure.step === 'finished') return this.lookAgain(erasure);
    const next = await this[erasure.step](erasure);
    if (next !== erasure.step) await this.store.goTo(erasure, next);
    return next === 'finished' ? undefined : next;
  }

  private async authorizations(erasure: EndUserErasure): Promise<ErasureStep> {
    await this.settle(erasure);
    return 'rows';
  }

  private async rows(erasure: EndUserErasure): Promise<ErasureStep> {
    await this.traces.prepare(erasure);
    await this.learnIds(erasure);
    await this.takeAll(erasure, this.traces.rows(erasure));
    return 'mentions';
  }

  private async mentions(erasure: EndUserErasure): Promise<ErasureStep> {
    await this.takeAll(erasure, this.traces.mentions(erasure));
    await this.participants.end(erasure.ids);
    return 'scan';
  }

  private async scan(erasure: EndUserErasure): Promise<ErasureStep> {
    const scan = await this.scans.goOn(erasure.endUserId, erasure.scan);
    if (scan === undefined) return 'finished';
    erasure.scan = scan;
    await this.store.keepScan(erasure, scan);
    return 'scan';
  }

  /** What was under way when the person was erased, and what providers have said meanwhile. */
  private async lookAgain(erasure: EndUserErasure): Promise<undefined> {
    const isPending = await this.settle(erasure);
    await this.takeAll(erasure, [...this.traces.rows(erasure), ...this.traces.mentions(erasure)]);
    await this.store.endLook(erasure, isPending ? lookAgainAfterSeconds : undefined);
  }

  /** Rows may have come since the person was to be erased. */
  private async learnIds(erasure: EndUserErasure): Promise<void> {
    const found = await this.traces.idsOf(this.dataSource.manager, erasure.endUserId);
    erasure.ids = [...new Set([...erasure.ids, ...found])];
    await this.store.keepIds(erasure, erasure.ids);
  }

  /** Answers whether a provider is still to be asked. */
  private async settle({ id, endUserId }: EndUserErasure): Promise<boolean> {
    let isPending = false;
    await this.participants.settle(endUserId, async (manager, outcome) => {
      isPending ||= outcome.upstream === 'pending';
      await this.store.keepOutcome(manager, id, outcome);
    });
    return isPending;
  }

  private async takeAll(erasure: EndUserErasure, batches: readonly Batch[]): Promise<void> {
    for (const batch of batches) await this.store.takeAll(erasure, batch);
  }
}
