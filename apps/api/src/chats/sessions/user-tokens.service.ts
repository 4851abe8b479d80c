import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { ProblemError } from '../../http/problem.js';
import { ChatSecretsService } from '../settings/chat-secrets.service.js';

const maxLifetimeSeconds = 3_600;
const clockToleranceSeconds = 10;
const maxLength = 200;

/** Ids of people whom nobody has signed begin with it; no host can name one. */
export const anonymousPrefix = 'anonymous:';

/** A person whom a host has signed. */
export interface SignedUser {
  /** The host's id. */
  readonly id: string;
  readonly displayName?: string;
}

/** Checks the tokens that hosts sign their users with: JWT (RFC 7519), HS256, for one bot, for an hour at most. */
@Injectable()
export class UserTokensService {
  constructor(private readonly secrets: ChatSecretsService) {}

  /** @throws {ProblemError} `user-token-invalid` */
  async verify(botId: string, token: string, now = new Date()): Promise<SignedUser> {
    const payload = await this.payloadOf(botId, token, now);
    const { sub = '', exp = 0, name } = payload as JWTPayload & { readonly name?: unknown };
    if (exp - now.getTime() / 1_000 > maxLifetimeSeconds + clockToleranceSeconds) {
      throw invalid('It is valid for too long: `exp` may be an hour ahead at most.');
    }
    if (!isName(sub) || sub.startsWith(anonymousPrefix)) throw invalid('`sub` is not the id of a user.');
    if (name !== undefined && !isName(name)) throw invalid('`name` is not a name.');
    return { id: sub, ...(name !== undefined && { displayName: name }) };
  }

  private async payloadOf(botId: string, token: string, currentDate: Date): Promise<JWTPayload> {
    const options = {
      ...{ algorithms: ['HS256'], audience: botId, requiredClaims: ['sub', 'exp', 'aud'] },
      ...{ clockTolerance: clockToleranceSeconds, currentDate },
    };
    let failure: unknown;
    for (const key of await this.secrets.keysOf(botId)) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (error) {
        failure = error;
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
      }
    }
    throw invalid(reasonOf(failure), failure);
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= maxLength && !value.includes('\0');
}

function reasonOf(failure: unknown): string {
  if (failure === undefined) return 'The bot has no secret to sign users with.';
  if (failure instanceof errors.JWTExpired) return 'It has expired; sign another.';
  if (failure instanceof errors.JWTClaimValidationFailed) return `Its claim \`${failure.claim}\` is missing or wrong.`;
  return 'It is not a JWT that one of the secrets of the bot has signed with HS256.';
}

function invalid(detail: string, cause?: unknown): ProblemError {
  return new ProblemError('user-token-invalid', `The user token is refused. ${detail}`, {}, { cause });
}
