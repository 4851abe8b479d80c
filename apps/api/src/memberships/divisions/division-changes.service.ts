import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import type { Caller } from '../../http/caller.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../../http/problem.js';
import { Grant } from '../../members/member.entity.js';
import { heldBy } from '../../members/powers/powers.js';
import { PowersService } from '../../members/powers/powers.service.js';
import { Division } from '../../members/workspace.entity.js';
import { MemberEventsService } from '../member-events.service.js';
import { refusingTakenNames } from '../taken-names.js';
import type { CreateDivisionDto, DivisionView, UpdateDivisionDto } from './division.dto.js';

const mostDivisions = 500;
const foreignKeyViolation = '23503';

/** Divisions: seen by whoever has a role in them, made, changed, and deleted when they are empty. */
@Injectable()
export class DivisionChangesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly powers: PowersService,
    private readonly events: MemberEventsService,
  ) {}

  /** The divisions that a caller has a role in: `Home` first, then by name. */
  async list(caller: Caller): Promise<readonly DivisionView[]> {
    const named = caller.kind === 'api-key' && caller.botIds !== undefined ? [] : heldBy(caller);
    const ids = named.some(({ divisionId }) => divisionId === null) ? null : named.map(({ divisionId }) => divisionId);
    return this.dataSource.query<DivisionView[]>(
      `SELECT id, name, description, is_home AS "isHome",
         (SELECT count(*)::int FROM bots WHERE division_id = divisions.id) AS "botCount",
         (SELECT count(*)::int FROM auth_profiles WHERE division_id = divisions.id) AS "authProfileCount",
         (SELECT count(DISTINCT member_id)::int FROM grants WHERE division_id = divisions.id) AS "memberCount"
       FROM divisions WHERE workspace_id = $1 AND ($2::text[] IS NULL OR id = ANY($2))
       ORDER BY is_home DESC, lower(name), id`,
      [caller.workspaceId, ids],
    );
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<DivisionView> {
    const division = (await this.list(caller)).find((each) => each.id === id);
    if (division === undefined) throw new NotFoundError('division', id);
    return division;
  }

  /**
   * Makes a division.
   * @returns its id
   * @throws {ProblemError} `name-taken`
   */
  async create(caller: Caller, { name, description = '' }: CreateDivisionDto): Promise<string> {
    heldBy(caller);
    const { workspaceId } = caller;
    const { manager } = this.dataSource;
    if ((await manager.countBy(Division, { workspaceId })) >= mostDivisions) {
      throw new RequestInvalidError([{ pointer: '', detail: `A workspace has ${mostDivisions} divisions at most.` }]);
    }
    const id = newId('division');
    await refusingTakenNames('division', name, () => manager.insert(Division, { id, workspaceId, name, description }));
    return id;
  }

  /** @throws {ProblemError} `name-taken`; {NotFoundError} */
  async update(caller: Caller, id: string, { name, description }: UpdateDivisionDto): Promise<void> {
    const division = await this.get(caller, id);
    const changes = { name: name ?? division.name, description: description ?? division.description };
    await refusingTakenNames('division', changes.name, () => this.dataSource.manager.update(Division, { id }, changes));
  }

  /**
   * Deletes a division that holds nothing; the roles that were given for it end with it.
   * @throws {ProblemError} `division-in-use`; {NotFoundError}
   */
  async remove(caller: Caller, id: string): Promise<void> {
    const division = await this.get(caller, id);
    if (division.isHome) {
      throw new ProblemError('division-in-use', 'New bots and auth profiles belong to it; it stays.');
    }
    const { botCount, authProfileCount } = division;
    if (botCount + authProfileCount > 0) throw inUse(division);
    const holders = await this.powers.change(caller, async ({ manager }) => {
      const grants = await manager.find(Grant, { where: { divisionId: id }, select: { memberId: true } });
      await manager.delete(Division, { id }).catch((error: unknown) => {
        const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { readonly code?: string };
        throw code === foreignKeyViolation ? inUse(division) : error;
      });
      return [...new Set(grants.map(({ memberId }) => memberId))];
    });
    await this.events.tell(undefined, holders);
  }
}

function inUse({ name, botCount, authProfileCount }: DivisionView): ProblemError {
  return new ProblemError(
    'division-in-use',
    `The division '${name}' holds ${botCount} bots and ${authProfileCount} auth profiles; move or delete them first.`,
    { botCount, authProfileCount },
  );
}
