import { Injectable } from '@nestjs/common';
import { newRandomToken, type AttemptStore, type AuthorizationAttempt } from '#auth-profiles';
import { DataSource, IsNull } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { EncryptionService, type SealedColumn } from '../../encryption/encryption.service.js';
import { AuthorizationAttemptRow } from '../authorization-request.entity.js';

/** Trips to a provider that one request may make: enough for tabs, the Back button and second thoughts. */
export const maxAttempts = 20;

/** Trips of browsers to providers: kept between redirect and callback, each used once, by the browser that began it. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
  ) {}

  /** Where an outward trip is kept, with what the person was asked for. */
  storeFor(parameters: Readonly<Record<string, string>>): AttemptStore {
    return {
      save: (attempt) => this.save(attempt, parameters),
      take: () => Promise.reject(new TypeError('An outward trip takes nothing.')),
    };
  }

  /**
   * What a callback in this browser can take. In any other browser, or under another profile, nothing is used up: a robot that
   * opens the address, or whoever got hold of it, cannot spoil the trip for its owner.
   */
  takerFor(browserHash: string | undefined, profileId: string): AttemptStore {
    return {
      save: () => Promise.reject(new TypeError('A callback saves nothing.')),
      take: async (stateHash) => {
        const rightful = { stateHash, browserHash: browserHash ?? '', profileId, consumedAt: IsNull() };
        const { affected } = await this.rows.update(rightful, { consumedAt: new Date() });
        const row = await this.rows.findOneBy({ stateHash });
        return row === null ? undefined : { attempt: await this.open(row), isFirstTake: affected === 1 };
      },
    };
  }

  /** Notes a trip that ends at once, on a page of ours: it has nothing that could come back. */
  async record(
    trip: Pick<AuthorizationAttemptRow, 'requestId' | 'profileId' | 'browserHash' | 'parameters' | 'expiresAt'>,
  ): Promise<string> {
    const id = newId('authorizationAttempt');
    const { hash: stateHash } = newRandomToken();
    await this.rows.insert({ id, stateHash, codeVerifierSealed: null, consumedAt: new Date(), ...trip });
    return id;
  }

  async findByState(stateHash: string): Promise<AuthorizationAttemptRow | undefined> {
    return (await this.rows.findOneBy({ stateHash })) ?? undefined;
  }

  async countOf(requestId: string): Promise<number> {
    return this.rows.countBy({ requestId });
  }

  /** Whether this browser has begun a trip for the request. */
  async isParticipant(requestId: string, browserHash: string): Promise<boolean> {
    return this.rows.existsBy({ requestId, browserHash });
  }

  /** Whether this is the very browser of one attempt. */
  async isBrowserOf(attemptId: string | null, browserHash: string): Promise<boolean> {
    return attemptId !== null && (await this.rows.existsBy({ id: attemptId, browserHash }));
  }

  private get rows() {
    return this.dataSource.manager.getRepository(AuthorizationAttemptRow);
  }

  private async save(attempt: AuthorizationAttempt, parameters: Readonly<Record<string, string>>): Promise<void> {
    const { authorizationRequestId: requestId, codeVerifier, expiresAt, ...rest } = attempt;
    const id = newId('authorizationAttempt');
    const codeVerifierSealed =
      codeVerifier === undefined ? null : await this.encryption.seal(codeVerifier, placeOf(id));
    await this.rows.insert({ id, requestId, ...rest, codeVerifierSealed, parameters, expiresAt: new Date(expiresAt) });
  }

  private async open(row: AuthorizationAttemptRow): Promise<AuthorizationAttempt> {
    const { stateHash, requestId, profileId, browserHash, codeVerifierSealed, expiresAt } = row;
    return {
      ...{ stateHash, profileId, browserHash },
      authorizationRequestId: requestId,
      expiresAt: expiresAt.toISOString(),
      ...(codeVerifierSealed !== null && {
        codeVerifier: await this.encryption.open(codeVerifierSealed, placeOf(row.id)),
      }),
    };
  }
}

function placeOf(id: string): SealedColumn {
  return { table: 'authorization_attempts', column: 'code_verifier_sealed', id };
}
