import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Caller } from '../http/caller.js';
import { NotFoundError } from '../http/problem.js';
import { Division } from './workspace.entity.js';

/** The divisions of a workspace. */
@Injectable()
export class DivisionsService {
  constructor(@InjectRepository(Division) private readonly divisions: Repository<Division>) {}

  /**
   * The division that a new resource belongs to, or an old one moves to: the one that is wanted, else the only one that the caller
   * may use, else `Home`.
   * @throws {NotFoundError} for one that there is not, or that the caller may not use
   */
  async choose(caller: Caller, wanted: string | undefined): Promise<string> {
    const only = caller.divisionIds?.size === 1 ? [...caller.divisionIds][0] : undefined;
    const id = wanted ?? only;
    const place = id === undefined ? { isHome: true } : { id };
    const division = await this.divisions.findOneBy({ workspaceId: caller.workspaceId, ...place });
    if (division === null || !caller.mayUseDivision(division.id)) throw new NotFoundError('division', id ?? 'Home');
    return division.id;
  }
}
