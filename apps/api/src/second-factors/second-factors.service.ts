import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, MoreThan, Not, Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { EncryptionService, type SealedColumn } from '../encryption/encryption.service.js';
import { ProblemError } from '../http/problem.js';
import { JobsService } from '../jobs/jobs.service.js';
import { AttemptLimitsService } from '../members/attempt-limits.service.js';
import { hashRecoveryCode, newRecoveryCodes, newTotpSecret, stepOf, totpUri } from './one-time-codes.js';
import { SecondFactor } from './second-factor.entity.js';

/** What an authenticator needs; shown once. */
export interface Enrolment {
  /** In base 32. */
  readonly secret: string;
  readonly uri: string;
}

/** How long somebody may take between the QR code and the first code. */
const enrolmentMs = 3_600_000;

const placeOf = (id: string): SealedColumn => ({ table: 'second_factors', column: 'secret_sealed', id });

/** What changes together with a code that is taken. */
type Change = Partial<Pick<SecondFactor, 'recoveryCodeHashes'>>;

/** Second factors of members: set up, checked, taken away. */
@Injectable()
export class SecondFactorsService {
  constructor(
    @InjectRepository(SecondFactor) private readonly factors: Repository<SecondFactor>,
    private readonly encryption: EncryptionService,
    private readonly limits: AttemptLimitsService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'second-factors-clean-up', cron: '29 * * * *', handle: () => this.cleanUp() });
  }

  /** Whether codes are asked for when the member signs in. */
  async isSetUp(memberId: string): Promise<boolean> {
    return this.factors.existsBy({ memberId, confirmedAt: Not(IsNull()) });
  }

  /** How many recovery codes a member has left. */
  async recoveryCodesLeft(memberId: string): Promise<number> {
    return (await this.factors.findOneBy({ memberId }))?.recoveryCodeHashes.length ?? 0;
  }

  /**
   * Begins with a new secret; whatever was begun before and never confirmed is forgotten.
   * @throws {ProblemError} `second-factor-exists`
   */
  async begin(memberId: string, account: string): Promise<Enrolment> {
    if (await this.isSetUp(memberId)) throw exists();
    const secret = newTotpSecret();
    const id = newId('secondFactor');
    const secretSealed = await this.encryption.seal(secret, placeOf(id));
    await this.factors.manager.transaction(async (manager) => {
      await manager.query('SELECT FROM members WHERE id = $1 FOR NO KEY UPDATE', [memberId]);
      if (await manager.existsBy(SecondFactor, { memberId, confirmedAt: Not(IsNull()) })) throw exists();
      await manager.delete(SecondFactor, { memberId });
      await manager.insert(SecondFactor, { id, memberId, secretSealed });
    });
    return { secret, uri: totpUri(secret, account) };
  }

  /**
   * Confirms with the first code that the authenticator shows.
   * @returns ten recovery codes, which are told this once
   * @throws {ProblemError} `second-factor-wrong`, `second-factor-exists`, `too-many-attempts`
   */
  async confirm(memberId: string, code: string): Promise<readonly string[]> {
    await this.limits.take('second-factor', memberId);
    if (await this.isSetUp(memberId)) throw exists();
    const factor = await this.factors.findOneBy({ memberId, createdAt: MoreThan(begunBefore()) });
    const step = factor === null ? undefined : await this.stepOf(factor, code);
    if (factor === null || step === undefined) throw wrong();
    const codes = newRecoveryCodes();
    const { affected } = await this.factors.update(
      { id: factor.id, confirmedAt: IsNull() },
      { confirmedAt: new Date(), lastStep: String(step), recoveryCodeHashes: codes.map(hashRecoveryCode) },
    );
    if (affected !== 1) throw exists();
    await this.limits.reset('second-factor', memberId);
    return codes;
  }

  /**
   * Takes a code of the authenticator, or a recovery code; each of them once.
   * @throws {ProblemError} `second-factor-wrong`, `too-many-attempts`
   */
  async take(memberId: string, code: string): Promise<void> {
    await this.spend(memberId, code, {});
  }

  /**
   * Replaces all recovery codes for whoever shows a code of the authenticator or one that is left.
   * @returns ten new ones, which are told this once
   * @throws {ProblemError} `second-factor-wrong`, `too-many-attempts`
   */
  async renewRecoveryCodes(memberId: string, code: string): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await this.spend(memberId, code, { recoveryCodeHashes: codes.map(hashRecoveryCode) });
    return codes;
  }

  /** Takes a second factor away; whether there was one. */
  async remove(memberId: string): Promise<boolean> {
    const { affected } = await this.factors.delete({ memberId });
    return affected === 1;
  }

  private async spend(memberId: string, code: string, change: Change): Promise<void> {
    await this.limits.take('second-factor', memberId);
    const factor = await this.factors.findOneBy({ memberId, confirmedAt: Not(IsNull()) });
    const digits = code.replaceAll(/\s/g, '');
    const isTaken =
      factor !== null &&
      (/^\d{6}$/.test(digits)
        ? await this.takeCode(factor, digits, change)
        : await this.takeRecoveryCode(factor, code, change));
    if (!isTaken) throw wrong();
    await this.limits.reset('second-factor', memberId);
  }

  /** Of several who send the same code at once, one has it taken, and what it changes is changed with it. */
  private async takeCode(factor: SecondFactor, code: string, change: Change): Promise<boolean> {
    const step = await this.stepOf(factor, code);
    if (step === undefined) return false;
    const { affected } = await this.factors
      .createQueryBuilder()
      .update()
      .set({ ...change, lastStep: String(step) })
      .where('id = :id AND last_step < :step', { id: factor.id, step })
      .execute();
    return affected === 1;
  }

  private async takeRecoveryCode({ id }: SecondFactor, code: string, change: Change): Promise<boolean> {
    const { affected } = await this.factors
      .createQueryBuilder()
      .update()
      .set({ recoveryCodeHashes: () => 'array_remove(recovery_code_hashes, :hash)', ...change })
      .where('id = :id AND :hash = ANY(recovery_code_hashes)', { id, hash: hashRecoveryCode(code) })
      .execute();
    return affected === 1;
  }

  /** What was begun and never confirmed leaves nothing. */
  private async cleanUp(): Promise<void> {
    await this.factors.delete({ confirmedAt: IsNull(), createdAt: LessThan(begunBefore()) });
  }

  private async stepOf({ id, secretSealed }: SecondFactor, code: string): Promise<number | undefined> {
    return stepOf(await this.encryption.open(secretSealed, placeOf(id)), code, Date.now());
  }
}

/** Whatever was begun before this is forgotten. */
function begunBefore(): Date {
  return new Date(Date.now() - enrolmentMs);
}

function wrong(): ProblemError {
  return new ProblemError(
    'second-factor-wrong',
    'That is not the code of this moment, or it was used already; wait for the next one, or use a recovery code.',
  );
}

function exists(): ProblemError {
  return new ProblemError(
    'second-factor-exists',
    'You have a second factor already; remove it before you make another.',
  );
}
