import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { decodeJwt } from 'jose';
import { Repository } from 'typeorm';
import { EncryptionService, type SealedColumn } from '../../encryption/encryption.service.js';
import type { Identified } from '../providers/providers.service.js';
import type { SingleSignOn } from '../single-sign-on.entity.js';
import { ProviderSession } from './provider-session.entity.js';

/** Of a longer one no address can be made that every server takes. */
const longestHint = 4_000;

/** Who has signed out at the provider: in one of its sessions, or everywhere. */
export interface SignedOut {
  readonly issuer: string;
  readonly subject: string | undefined;
  readonly sid: string | undefined;
}

/** One of our sessions. */
export interface OwnSession {
  readonly id: string;
  readonly memberId: string;
}

const placeOf = (id: string): SealedColumn => ({ table: 'provider_sessions', column: 'id_token_sealed', id });

/** Which of our sessions began at the provider, and what they are called there. */
@Injectable()
export class ProviderSessionsService {
  constructor(
    @InjectRepository(ProviderSession) private readonly rows: Repository<ProviderSession>,
    private readonly encryption: EncryptionService,
  ) {}

  /** Remembers how a session has begun. */
  async keep(id: string, { signsOutAtProvider }: SingleSignOn, { claims, idToken }: Identified): Promise<void> {
    const { iss: issuer, sub: subject, sid } = claims;
    const isKept = signsOutAtProvider && idToken.length <= longestHint;
    await this.rows.insert({
      ...{ id, issuer, subject },
      sid: typeof sid === 'string' ? sid : null,
      idTokenSealed: isKept ? await this.encryption.seal(idToken, placeOf(id)) : null,
    });
  }

  /** Who a session belongs to at this provider, as the provider takes it; undefined for one that did not begin there. */
  async hintFor(id: string, { issuer, clientId }: SingleSignOn): Promise<Readonly<Record<string, string>> | undefined> {
    const row = await this.rows.findOneBy({ id, issuer });
    if (row === null) return undefined;
    if (row.idTokenSealed === null) return {};
    const idToken = await this.encryption.open(row.idTokenSealed, placeOf(id));
    return [decodeJwt(idToken).aud].flat().includes(clientId) ? { id_token_hint: idToken } : {};
  }

  /** Our sessions of whoever has signed out there. */
  async of({ issuer, subject, sid }: SignedOut): Promise<readonly OwnSession[]> {
    return this.rows.query<OwnSession[]>(
      `SELECT sessions.id, member_id AS "memberId" FROM provider_sessions JOIN sessions USING (id)
       WHERE issuer = $1 AND ($2::text IS NULL OR subject = $2) AND ($3::text IS NULL OR sid = $3)
         AND NOT ($2::text IS NULL AND $3::text IS NULL)`,
      [issuer, subject ?? null, sid ?? null],
    );
  }
}
