import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, Not, type EntityManager } from 'typeorm';
import { Environment } from '../config/environment.js';
import { newId } from '../database/identifiers.js';
import { ProblemError } from '../http/problem.js';
import { AttemptLimitsService } from './attempt-limits.service.js';
import { Grant, Member } from './member.entity.js';
import { PasswordsService } from './passwords.service.js';
import { hashSecret, randomSecret } from '../encryption/secrets.js';
import type { SetUpDto } from './set-up.dto.js';
import { Division, SetUpToken, Workspace } from './workspace.entity.js';

/** The first run: one token makes the workspace and its owner, once. */
@Injectable()
export class SetUpService implements OnApplicationBootstrap {
  private readonly logger = new Logger('set-up');
  private link?: string;

  constructor(
    private readonly dataSource: DataSource,
    private readonly environment: Environment,
    private readonly passwords: PasswordsService,
    private readonly limits: AttemptLimitsService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.isDone()) return;
    const { setupToken, publicUrl } = this.environment;
    const token = setupToken ?? randomSecret();
    const tokenHash = hashSecret(token);
    await this.dataSource.transaction(async (manager) => {
      // A token that the operator has chosen is the only one: an older one may have leaked.
      if (setupToken !== undefined) await manager.delete(SetUpToken, { tokenHash: Not(tokenHash) });
      await manager.createQueryBuilder().insert().into(SetUpToken).values({ tokenHash }).orIgnore().execute();
    });
    this.link = `${publicUrl}/setup?token=${setupToken === undefined ? token : '<ATTACHE_SETUP_TOKEN>'}`;
  }

  /** The one-time link to print at start, while the installation has no owner. */
  get pendingLink(): string | undefined {
    return this.link;
  }

  /** Whether a workspace exists. */
  async isDone(): Promise<boolean> {
    return this.dataSource.manager.exists(Workspace);
  }

  /**
   * Makes the workspace, its division `Home` and its owner.
   * @returns the id of the owner
   * @throws {ProblemError} `set-up-done`, `set-up-token-invalid`, `too-many-attempts`
   */
  async run(dto: SetUpDto, address: string): Promise<string> {
    if (await this.isDone()) throw done();
    await this.limits.take('set-up', address);
    const tokenHash = hashSecret(dto.token);
    if (!(await this.dataSource.manager.existsBy(SetUpToken, { tokenHash }))) {
      throw new ProblemError('set-up-token-invalid', 'Use the link that the server printed when it was last started.');
    }
    const passwordHash = await this.passwords.hash(dto.password);
    const memberId = await this.dataSource.transaction((manager) => makeWorkspace(manager, dto, passwordHash));
    await this.limits.reset('set-up', address);
    this.link = undefined;
    this.logger.log('the installation has an owner');
    return memberId;
  }
}

/** Of several at once, one makes the workspace. */
async function makeWorkspace(manager: EntityManager, dto: SetUpDto, passwordHash: string): Promise<string> {
  await manager.query('LOCK TABLE workspaces IN EXCLUSIVE MODE');
  if (await manager.exists(Workspace)) throw done();
  const [workspaceId, id] = [newId('workspace'), newId('member')];
  await manager.insert(Workspace, { id: workspaceId, name: dto.workspaceName ?? `${dto.name}'s workspace` });
  await manager.insert(Division, { id: newId('division'), workspaceId, name: 'Home', isHome: true });
  await manager.insert(Member, { id, workspaceId, name: dto.name, email: dto.email, passwordHash });
  await manager.insert(Grant, { id: newId('grant'), workspaceId, memberId: id, role: 'owner', divisionId: null });
  await manager.clear(SetUpToken);
  return id;
}

function done(): ProblemError {
  return new ProblemError('set-up-done', 'This installation has an owner already; sign in instead.');
}
