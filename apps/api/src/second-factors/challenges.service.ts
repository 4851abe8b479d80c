import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { hashSecret, randomSecret } from '../encryption/secrets.js';
import { ProblemError } from '../http/problem.js';
import { JobsService } from '../jobs/jobs.service.js';
import { AttemptLimitsService } from '../members/attempt-limits.service.js';
import { SignInChallenge } from './second-factor.entity.js';
import { SecondFactorsService } from './second-factors.service.js';

const lifetimeSeconds = 300;
const maxAttempts = 5;

/** A code, for what, and from where. */
export interface Answer {
  readonly challenge: string;
  readonly code: string;
  readonly address: string;
}

/** The step between the password and the session: good for one sign-in, for five minutes and five codes. */
@Injectable()
export class ChallengesService {
  constructor(
    @InjectRepository(SignInChallenge) private readonly challenges: Repository<SignInChallenge>,
    private readonly secondFactors: SecondFactorsService,
    private readonly limits: AttemptLimitsService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'sign-in-challenges-clean-up', cron: '23 * * * *', handle: () => this.cleanUp() });
  }

  /** What signing in answers when a code is needed. */
  async begin(memberId: string): Promise<ProblemError> {
    const challenge = randomSecret();
    await this.challenges.insert({
      id: newId('signInChallenge'),
      tokenHash: hashSecret(challenge),
      memberId,
      expiresAt: new Date(Date.now() + lifetimeSeconds * 1000),
    });
    return new ProblemError(
      'second-factor-required',
      'Send the code of your authenticator, or a recovery code, with this challenge.',
      { challenge, expiresInSeconds: lifetimeSeconds },
    );
  }

  /**
   * The member who began, once the code is right.
   * @param known told of the member as soon as the challenge is found, whatever comes of the code
   * @throws {ProblemError} `challenge-over`, `second-factor-wrong`, `too-many-attempts`
   */
  async finish({ challenge, code, address }: Answer, known?: (memberId: string) => void): Promise<string> {
    await this.limits.take('address', address);
    const tokenHash = hashSecret(challenge);
    const memberId = await this.countAttempt(tokenHash);
    if (memberId === undefined) throw over();
    known?.(memberId);
    await this.secondFactors.take(memberId, code);
    const { affected } = await this.challenges.delete({ tokenHash });
    if (affected !== 1) throw over();
    await this.limits.giveBack('address', address);
    return memberId;
  }

  private async countAttempt(tokenHash: string): Promise<string | undefined> {
    const [rows] = await this.challenges.query<[{ member_id: string }[], number]>(
      `UPDATE sign_in_challenges SET attempts = attempts + 1
       WHERE token_hash = $1 AND expires_at > now() AND attempts < $2 RETURNING member_id`,
      [tokenHash, maxAttempts],
    );
    return rows[0]?.member_id;
  }

  private async cleanUp(): Promise<void> {
    await this.challenges.delete({ expiresAt: LessThan(new Date()) });
  }
}

function over(): ProblemError {
  return new ProblemError('challenge-over', 'Enter your e-mail address and password once more, then the code.');
}
