import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ErasedAuthorizationView } from './erasure.dto.js';

/** Keeps what became of an authorization, in the transaction in which its row goes. */
export type KeepOutcome = (manager: EntityManager, outcome: ErasedAuthorizationView) => Promise<void>;

/** What another room does when an end user is erased, by our own id. All of it may be called again, and finds less to do then. */
export interface ErasureParticipant {
  /** Within the transaction of the request, before any row goes. */
  begin?(endUserId: string, manager: EntityManager): Promise<void>;
  /** In the background, before any row goes. */
  settle?(endUserId: string, keep: KeepOutcome): Promise<void>;
  /** Once the rows that mention the ids are gone. */
  end?(ids: readonly string[]): Promise<void>;
}

/** Who else has something to do when an end user is erased. */
@Injectable()
export class ErasureParticipantsService implements Required<ErasureParticipant> {
  private readonly participants: ErasureParticipant[] = [];

  /** Call it in a constructor. */
  add(participant: ErasureParticipant): void {
    this.participants.push(participant);
  }

  async begin(endUserId: string, manager: EntityManager): Promise<void> {
    for (const each of this.participants) await each.begin?.(endUserId, manager);
  }

  async settle(endUserId: string, keep: KeepOutcome): Promise<void> {
    for (const each of this.participants) await each.settle?.(endUserId, keep);
  }

  async end(ids: readonly string[]): Promise<void> {
    for (const each of this.participants) await each.end?.(ids);
  }
}
