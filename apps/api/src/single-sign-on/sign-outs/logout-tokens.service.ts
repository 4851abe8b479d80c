import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { decodeJwt, type JWTPayload } from 'jose';
import { LessThan, Repository } from 'typeorm';
import { hashSecret } from '../../encryption/secrets.js';
import { ProblemError } from '../../http/problem.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { ProvidersService } from '../providers/providers.service.js';
import type { SingleSignOn } from '../single-sign-on.entity.js';
import { LogoutToken } from './provider-session.entity.js';
import type { SignedOut } from './provider-sessions.service.js';

const event = 'http://schemas.openid.net/event/backchannel-logout';
/** Longer than a token is taken for. */
const rememberedMs = 900_000;

/** Judges logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.6). */
@Injectable()
export class LogoutTokensService {
  constructor(
    @InjectRepository(LogoutToken) private readonly taken: Repository<LogoutToken>,
    private readonly providers: ProvidersService,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'logout-tokens-clean-up', cron: '47 * * * *', handle: () => this.cleanUp() });
  }

  /**
   * Takes a token, once, and does what it tells; a token that came to nothing may come again.
   * @throws {ProblemError} `request-invalid`
   */
  async take<Done>(row: SingleSignOn, token: string, work: (who: SignedOut) => Promise<Done>): Promise<Done> {
    if (!isMeantFor(row, token)) throw refused();
    const claims = await this.providers.verify(row, token).catch((cause: unknown) => {
      throw refused(cause);
    });
    const who = whoIn(claims);
    const { jti } = claims;
    if (who === undefined || jti === undefined || jti === '') throw refused();
    const id = hashSecret(`${who.issuer} ${jti}`);
    if (!(await this.remember(id))) throw refused();
    return work(who).catch(async (error: unknown) => {
      await this.taken.delete({ id });
      throw error;
    });
  }

  private async remember(id: string): Promise<boolean> {
    const rows = await this.taken.query<unknown[]>(
      'INSERT INTO logout_tokens (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
      [id, new Date(Date.now() + rememberedMs)],
    );
    return rows.length === 1;
  }

  private async cleanUp(): Promise<void> {
    await this.taken.delete({ expiresAt: LessThan(new Date()) });
  }
}

/** Before anybody is asked for keys: whether it says that it is for us. */
function isMeantFor({ clientId }: SingleSignOn, token: string): boolean {
  try {
    const { aud, jti, events } = decodeJwt(token);
    return [aud].flat().includes(clientId) && jti !== undefined && events !== undefined;
  } catch {
    return false;
  }
}

/** Whoever has signed out; undefined where it is no logout token. An ID token has a nonce, and no event. */
function whoIn({ iss: issuer, sub: subject, sid, nonce, events }: JWTPayload): SignedOut | undefined {
  const isTold = typeof events === 'object' && events !== null && Object.hasOwn(events, event);
  if (!isTold || nonce !== undefined || issuer === undefined) return undefined;
  const isNamed = typeof sid === 'string' || (sid === undefined && subject !== undefined);
  return isNamed ? { issuer, subject, sid } : undefined;
}

function refused(cause?: unknown): ProblemError {
  const detail = 'This is no logout token of the identity provider for this client, or it was taken already.';
  return new ProblemError('request-invalid', detail, { violations: [{ pointer: '/logout_token', detail }] }, { cause });
}
