import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import type { Caller } from '../http/caller.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../http/problem.js';
import { Workspace } from '../members/workspace.entity.js';
import { regulatedIdleMinutes, type UpdateWorkspaceDto } from './workspace-settings.dto.js';

/** What a workspace has decided of signing in. */
export type WorkspaceSettings = Readonly<
  Pick<
    Workspace,
    'idleTimeoutMinutes' | 'limitsApiKeys' | 'isRegulated' | 'requiresSecondFactor' | 'requiresSingleSignOn'
  >
>;

/** The settings of workspaces: shown, changed, and known everywhere without I/O. */
@Injectable()
export class WorkspaceSettingsService {
  private readonly known: ReplicatedCache<Workspace>;

  constructor(
    @InjectRepository(Workspace) private readonly workspaces: Repository<Workspace>,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'workspaces', { max: 1_000, maxAgeMs: 30_000 });
  }

  /** The settings that hold now; at once where they were read lately. */
  of(workspaceId: string): WorkspaceSettings | Promise<WorkspaceSettings> {
    return this.known.peek(workspaceId) ?? this.get(workspaceId);
  }

  /** @throws {NotFoundError} */
  async get(workspaceId: string): Promise<Workspace> {
    const load = async () => (await this.workspaces.findOneBy({ id: workspaceId })) ?? undefined;
    const workspace = await this.known.get(workspaceId, load);
    if (workspace === undefined) throw new NotFoundError('workspace', workspaceId);
    return workspace;
  }

  /**
   * Changes settings, on every replica at once.
   * @throws {ProblemError} `version-conflict`, `request-invalid` for an idle time-out that a regulated workspace may not have
   */
  async update({ workspaceId }: Caller, { version, ...changes }: UpdateWorkspaceDto): Promise<Workspace> {
    const workspace = await this.workspaces.findOneByOrFail({ id: workspaceId });
    const isRegulated = changes.isRegulated ?? workspace.isRegulated;
    const given = changes.idleTimeoutMinutes;
    const idleTimeoutMinutes = given ?? shortened(workspace.idleTimeoutMinutes, isRegulated);
    requireShort(idleTimeoutMinutes, isRegulated);
    const { affected } = await this.workspaces.update(
      { id: workspaceId, version },
      { ...changes, idleTimeoutMinutes, version: version + 1 },
    );
    await this.forget(workspaceId);
    if (affected !== 1) {
      throw new ProblemError('version-conflict', 'Somebody else has changed the workspace; read it again.');
    }
    return this.get(workspaceId);
  }

  /** Has every replica read the settings again; call it after the commit of a change made elsewhere. */
  async forget(workspaceId: string): Promise<void> {
    await this.known.invalidate(workspaceId);
  }
}

/** A workspace that becomes regulated has a shorter time-out from then on. */
function shortened(minutes: number, isRegulated: boolean): number {
  return isRegulated ? Math.min(minutes, regulatedIdleMinutes) : minutes;
}

function requireShort(minutes: number, isRegulated: boolean): void {
  if (!isRegulated || minutes <= regulatedIdleMinutes) return;
  const detail = `A regulated workspace has an idle time-out of at most ${regulatedIdleMinutes} minutes, not ${minutes}.`;
  throw new RequestInvalidError([{ pointer: '/idleTimeoutMinutes', detail }]);
}
