import { Injectable } from '@nestjs/common';
import type { TokenSet } from '#auth-profiles';
import type { Account } from '#connectors';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../http/caller.js';
import type { Access } from './access.js';
import type { Authorization } from './authorization.entity.js';
import type { RevocationReceipt } from './revocations.service.js';
import type { Subject } from './subject.js';

/** What is stored when somebody has authorized. */
export interface NewAuthorization {
  readonly workspaceId: string;
  readonly botId: string;
  readonly actionId: string;
  readonly connectorId: string;
  readonly authProfileId: string;
  readonly subject: Subject;
  readonly tokenSet: TokenSet;
  /** As granted. */
  readonly scopes: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly account: Account;
  /** False: it stays quarantined until `activate`. */
  readonly isActive: boolean;
  readonly authorizationRequestId?: string;
}

/** Token sets held for subjects: kept fresh, served without I/O, revoked. */
@Injectable()
export class AuthorizationsService {
  /** The active authorization of a subject for an action; without I/O when it was used lately. */
  findUsable(_actionId: string, _subject: Subject): Promise<Authorization | undefined> {
    throw new Error('not built yet');
  }

  /**
   * A token that is good to use, refreshed when that is due; without I/O when it was used lately.
   * @throws {AuthorizationLostError} when somebody has to authorize again
   * @throws {TokenRequestError} when the token has expired and cannot be refreshed at the moment
   * @throws {NotFoundError}
   */
  access(_authorizationId: string): Promise<Access> {
    throw new Error('not built yet');
  }

  /**
   * Another token after the vendor has answered 401 to this one; throws as `access` does.
   * When the vendor refuses fresh tokens again and again, the same token comes back.
   */
  accessAfterRejection(_authorizationId: string, _rejectedAccessToken: string): Promise<Access> {
    throw new Error('not built yet');
  }

  /** Stores a token set within a transaction; what was active for the subject before is replaced and its id kept. */
  store(_manager: EntityManager, _given: NewAuthorization): Promise<Authorization> {
    throw new Error('not built yet');
  }

  /**
   * Takes an authorization out of quarantine within a transaction; the one that was active for the subject before is replaced and
   * its id kept, so use the answer's.
   * @throws {NotFoundError} when it is not quarantined any more
   */
  activate(_manager: EntityManager, _authorizationId: string): Promise<Authorization> {
    throw new Error('not built yet');
  }

  /** Revokes a quarantined authorization upstream and deletes it; does nothing when it is not quarantined. */
  discard(_authorizationId: string): Promise<void> {
    throw new Error('not built yet');
  }

  /**
   * Ends an authorization at once on every replica, revokes its tokens upstream where that is possible, and erases them.
   * @throws {NotFoundError}
   */
  revoke(_caller: Caller, _id: string): Promise<RevocationReceipt> {
    throw new Error('not built yet');
  }

  /** Ends all authorizations of an action at once; their tokens are revoked upstream and erased in the background. */
  revokeAllOfAction(_actionId: string, _manager?: EntityManager): Promise<void> {
    throw new Error('not built yet');
  }
}
