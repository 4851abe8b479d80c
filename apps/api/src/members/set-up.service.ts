import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
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
    const token = this.environment.setupToken ?? randomSecret();
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(SetUpToken)
      .values({ tokenHash: hashSecret(token) })
      .orIgnore()
      .execute();
    this.link = `${this.environment.publicUrl}/setup?token=${token}`;
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
    await this.limits.check('set-up', address);
    const passwordHash = await this.passwords.hash(dto.password);
    const memberId = await this.dataSource.transaction(async (manager) => {
      await manager.query('LOCK TABLE workspaces IN EXCLUSIVE MODE');
      if (await manager.exists(Workspace)) {
        throw new ProblemError('set-up-done', 'This installation has an owner already; sign in instead.');
      }
      if (!(await manager.existsBy(SetUpToken, { tokenHash: hashSecret(dto.token) }))) return undefined;
      const [workspaceId, divisionId, id] = [newId('workspace'), newId('division'), newId('member')];
      await manager.insert(Workspace, { id: workspaceId, name: dto.workspaceName ?? `${dto.name}'s workspace` });
      await manager.insert(Division, { id: divisionId, workspaceId, name: 'Home' });
      await manager.insert(Member, { id, workspaceId, name: dto.name, email: dto.email, passwordHash });
      await manager.insert(Grant, { id: newId('grant'), workspaceId, memberId: id, role: 'owner', divisionId });
      await manager.clear(SetUpToken);
      return id;
    });
    if (memberId === undefined) {
      await this.limits.countFailure('set-up', address);
      throw new ProblemError('set-up-token-invalid', 'Use the link that the server printed when it was last started.');
    }
    this.link = undefined;
    this.logger.log('the installation has an owner');
    return memberId;
  }
}
