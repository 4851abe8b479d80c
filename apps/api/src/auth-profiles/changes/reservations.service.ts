import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository, type EntityManager } from 'typeorm';
import { Environment } from '../../config/environment.js';
import { newId } from '../../database/identifiers.js';
import type { Caller } from '../../http/caller.js';
import { RequestInvalidError } from '../../http/problem.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { AuthProfileReservation } from '../auth-profile.entity.js';
import { callbackUrlOf } from '../registrations/parameters.js';

/** Long enough to have an app registered by another department. */
const keptForMs = 30 * 24 * 3_600_000;

/** An id that a profile can be made with, once. */
export interface Reservation {
  readonly id: string;
  readonly callbackUrl: string;
  readonly expiresAt: Date;
}

/** Gives out ids of profiles before the profiles exist, so that a callback URL can be registered first. */
@Injectable()
export class ReservationsService {
  constructor(
    @InjectRepository(AuthProfileReservation) private readonly reservations: Repository<AuthProfileReservation>,
    private readonly environment: Environment,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'auth-profile-reservations-clean-up', cron: '29 3 * * *', handle: () => this.cleanUp() });
  }

  async create(caller: Caller): Promise<Reservation> {
    const row = { id: newId('authProfile'), workspaceId: caller.workspaceId, createdAt: new Date() };
    await this.reservations.insert(row);
    return {
      id: row.id,
      callbackUrl: callbackUrlOf(this.environment.publicUrl, row.id),
      expiresAt: new Date(row.createdAt.getTime() + keptForMs),
    };
  }

  private async cleanUp(): Promise<void> {
    await this.reservations.delete({ createdAt: LessThan(new Date(Date.now() - keptForMs)) });
  }
}

/**
 * Uses up a reservation of the caller's workspace.
 * @throws {RequestInvalidError}
 */
export async function claimReservation(manager: EntityManager, caller: Caller, id: string): Promise<void> {
  const { affected } = await manager.delete(AuthProfileReservation, { id, workspaceId: caller.workspaceId });
  if (affected === 1) return;
  throw new RequestInvalidError([
    { pointer: '/id', detail: 'It is not reserved, or used or expired: reserve a new id, or leave it out.' },
  ]);
}
