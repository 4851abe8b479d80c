import { Injectable } from '@nestjs/common';
import type { DialogGraph, DialogTask as RunnableTask } from '#dialogs';
import { DataSource } from 'typeorm';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { GraphChecksService } from './graph-checks.service.js';

interface KeptTask {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly liveVersion: number | null;
  readonly liveGraph: DialogGraph | null;
  /** The working copy, where it is not what is live. */
  readonly draft: DialogGraph | null;
}

/** What conversations run: read without I/O when it was read lately. */
@Injectable()
export class LiveTasksService {
  private readonly known: ReplicatedCache<readonly KeptTask[]>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly checks: GraphChecksService,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'dialog_tasks', { max: 2_000, maxAgeMs: 60_000 });
  }

  /** The tasks of a bot that can be run, the oldest first; with drafts where those are wanted and free of errors. */
  async ofBot(botId: string, { usesDrafts = false } = {}): Promise<readonly RunnableTask[]> {
    const tasks = (await this.known.get(botId, () => this.load(botId))) ?? [];
    return tasks.flatMap(({ id, name, version, liveVersion, liveGraph, draft }) => {
      if (usesDrafts && draft !== null && this.checks.isSound(draft)) return [{ id, name, version, graph: draft }];
      if (liveGraph === null || liveVersion === null) return [];
      return [{ id, name, version: liveVersion, graph: liveGraph }];
    });
  }

  /** Tells every replica that tasks of a bot have changed; call it after the commit. */
  async changed(botId: string): Promise<void> {
    await this.known.invalidate(botId);
  }

  private async load(botId: string): Promise<readonly KeptTask[]> {
    return this.dataSource.query<KeptTask[]>(
      `SELECT id, name, version, live_version AS "liveVersion", live_graph AS "liveGraph",
         CASE WHEN live_version IS DISTINCT FROM version THEN graph END AS draft
       FROM dialog_tasks WHERE bot_id = $1 ORDER BY id`,
      [botId],
    );
  }
}
