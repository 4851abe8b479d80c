import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { JobsService } from '../../jobs/jobs.service.js';
import { Notice } from '../notice.entity.js';
import type { NoticeKind } from '../notice-kinds.js';
import { NoticesService, type NoticeTopic } from './notices.service.js';

/** What a notice is about, as its occasion named it. */
export interface Affair {
  readonly workspaceId: string;
  /** What comes behind the first colon of the topic: an id. */
  readonly id: string;
}

/** Looks whether something still is as it was told, and keeps it from changing until the transaction ends. */
export type StillSo = (manager: EntityManager, affair: Affair) => Promise<boolean>;

/** Ends notices of what is no longer so: at once when an occasion hears of it, and by the clock for what is deleted or was missed. */
@Injectable()
export class SettlingService {
  private readonly watched = new Map<NoticeKind, StillSo>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly notices: NoticesService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'notices-settling', cron: '*/10 * * * *', handle: () => this.sweep() });
  }

  /** Says how to find out whether a notice of this kind still holds; call it in a constructor. */
  watch(kind: NoticeKind, isStillSo: StillSo): void {
    this.watched.set(kind, isStillSo);
  }

  /** Ends what was told of something, by its kinds, unless it is still so. */
  async settle({ workspaceId, kinds, topic }: NoticeTopic): Promise<void> {
    const id = topic.split(':')[1] ?? topic;
    for (const kind of kinds) {
      const isStillSo = this.watched.get(kind);
      if (isStillSo === undefined) continue;
      await this.notices.resolve({ workspaceId, kinds: [kind], topic }, async (manager) => {
        return !(await isStillSo(manager, { workspaceId, id }));
      });
    }
  }

  /** Looks at every notice that is open. */
  async sweep(): Promise<void> {
    const open = await this.dataSource.manager.find(Notice, {
      select: { workspaceId: true, kind: true, topic: true },
      where: { resolvedAt: IsNull() },
    });
    for (const { workspaceId, kind, topic } of open) await this.settle({ workspaceId, kinds: [kind], topic });
  }
}
