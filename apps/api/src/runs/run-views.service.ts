import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { BotsService } from '../bots/bots.service.js';
import { EndUser } from '../end-users/end-user.entity.js';
import type { Caller } from '../http/caller.js';
import { toPage, type Page } from '../http/pages.js';
import { NotFoundError } from '../http/problem.js';
import { toRunView, type ListRunsQuery, type RunView } from './run.dto.js';
import { RunRecordsService } from './run-records.service.js';
import type { Run } from './run.entity.js';

/** Shows what was run, and for whom. */
@Injectable()
export class RunViewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly records: RunRecordsService,
  ) {}

  /** Runs of a bot, newest first. */
  async list(caller: Caller, botId: string, query: ListRunsQuery): Promise<Page<RunView>> {
    await this.bots.get(caller, botId);
    const { endUserId, startedFrom, startedBefore, limit, ...filter } = query;
    const runs = await this.records.list({
      ...filter,
      ...{ botId, limit },
      ...(endUserId !== undefined && { endUserIds: await this.endUserIds(botId, endUserId) }),
      ...(startedFrom !== undefined && { startedFrom: new Date(startedFrom) }),
      ...(startedBefore !== undefined && { startedBefore: new Date(startedBefore) }),
    });
    return toPage(await this.show(runs), limit, (view) => view);
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, botId: string, runId: string): Promise<RunView> {
    const [view] = await this.show([await this.find(caller, botId, runId)]);
    return view as RunView;
  }

  /** @throws {NotFoundError} */
  async find(caller: Caller, botId: string, runId: string): Promise<Run> {
    await this.bots.get(caller, botId);
    const run = await this.records.find(botId, runId);
    if (run === undefined) throw new NotFoundError('run', runId);
    return run;
  }

  private async show(runs: readonly Run[]): Promise<readonly RunView[]> {
    const ids = [...new Set(runs.flatMap(({ endUserId }) => endUserId ?? []))];
    const found = ids.length === 0 ? [] : await this.dataSource.manager.findBy(EndUser, { id: In(ids) });
    const byId = new Map(found.map((endUser) => [endUser.id, endUser]));
    return runs.map((run) => toRunView(run, byId.get(run.endUserId ?? '')));
  }

  /** The people whom a host knows by this id, one a channel. */
  private async endUserIds(botId: string, externalId: string): Promise<readonly string[]> {
    const found = await this.dataSource.manager.findBy(EndUser, { botId, externalId });
    return found.map(({ id }) => id);
  }
}
