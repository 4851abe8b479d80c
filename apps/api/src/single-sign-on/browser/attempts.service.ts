import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { EncryptionService, type SealedColumn } from '../../encryption/encryption.service.js';
import { hashSecret, randomSecret } from '../../encryption/secrets.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { SingleSignOnAttempt, type SingleSignOn } from '../single-sign-on.entity.js';

/** How long somebody may take at the provider. */
export const attemptSeconds = 600;

/** What an answer of the provider must fit. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** An attempt that has come back. */
export interface TakenAttempt extends Checks {
  readonly singleSignOnId: string;
  readonly version: number;
  readonly returnTo: string;
}

const placeOf = (id: string): SealedColumn => ({
  table: 'single_sign_on_attempts',
  column: 'checks_sealed',
  id,
});

/** Passages of browsers to the provider and back: each good once, for ten minutes, in the browser that began it. */
@Injectable()
export class AttemptsService {
  constructor(
    @InjectRepository(SingleSignOnAttempt) private readonly attempts: Repository<SingleSignOnAttempt>,
    private readonly encryption: EncryptionService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'single-sign-on-clean-up', cron: '37 * * * *', handle: () => this.cleanUp() });
  }

  /** @param browser what the cookie of the browser says */
  async begin({ id: singleSignOnId, version }: SingleSignOn, browser: string, returnTo: string): Promise<Checks> {
    const id = newId('singleSignOnAttempt');
    const checks = { state: randomSecret(), nonce: randomSecret(), verifier: randomSecret() };
    const { nonce, verifier } = checks;
    await this.attempts.insert({
      ...{ id, singleSignOnId, version, returnTo },
      stateHash: hashSecret(checks.state),
      browserHash: hashSecret(browser),
      checksSealed: await this.encryption.seal(JSON.stringify({ nonce, verifier }), placeOf(id)),
      expiresAt: new Date(Date.now() + attemptSeconds * 1000),
    });
    return checks;
  }

  /** Takes an attempt, once; undefined where there is none of this state in this browser. */
  async take(state: string, browser: string): Promise<TakenAttempt | undefined> {
    const { raw } = await this.attempts
      .createQueryBuilder()
      .delete()
      .where('state_hash = :state AND browser_hash = :browser AND expires_at > now()', {
        state: hashSecret(state),
        browser: hashSecret(browser),
      })
      .returning('*')
      .execute();
    const [row] = raw as readonly Readonly<Record<string, string>>[];
    if (row === undefined) return undefined;
    const checks = await this.encryption.open(row['checks_sealed'] ?? '', placeOf(row['id'] ?? ''));
    return {
      ...(JSON.parse(checks) as Omit<Checks, 'state'>),
      state,
      singleSignOnId: row['single_sign_on_id'] ?? '',
      version: Number(row['version']),
      returnTo: row['return_to'] ?? '/',
    };
  }

  private async cleanUp(): Promise<void> {
    await this.attempts.delete({ expiresAt: LessThan(new Date()) });
  }
}
