import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../http/caller.js';
import type { Access } from './access.js';
import type { Authorization } from './authorization.entity.js';
import { AccessService, type ServedAuthorization } from './refresh/access.service.js';
import {
  RevocationsService,
  type ProfileRevocation,
  type RevocationReceipt,
  type SavedOwner,
} from './revocation/revocations.service.js';
import type { AuthorizedAction, Subject } from './subject.js';
import {
  CandidatesService,
  type Decision,
  type NewAuthorization,
  type QuarantinedGrant,
} from './tokens/candidates.service.js';
import { LiveAuthorizationsService } from './tokens/live-authorizations.service.js';
import { VisibleAuthorizationsService } from './tokens/visible-authorizations.service.js';

/** Token sets held for subjects: kept fresh, served without I/O, revoked. */
@Injectable()
export class AuthorizationsService {
  constructor(
    private readonly live: LiveAuthorizationsService,
    private readonly served: AccessService,
    private readonly candidates: CandidatesService,
    private readonly revocations: RevocationsService,
    private readonly visible: VisibleAuthorizationsService,
  ) {}

  /**
   * The active authorization of a subject for an action: its own, or the one that is saved with its auth profile or that the member
   * has connected; without I/O when it was used lately.
   */
  findUsable(action: AuthorizedAction, subject: Subject): Promise<Authorization | undefined> {
    return this.live.ofSubject(action, subject);
  }

  /** The active authorization that is saved with the profile of a pre-authorized action, where that may serve it. */
  findSaved(action: AuthorizedAction): Promise<Authorization | undefined> {
    return this.live.savedFor(action);
  }

  /**
   * A token that is good to use, refreshed when that is due; without I/O when it was used lately.
   * @throws {AuthorizationLostError} when somebody has to authorize again
   * @throws {TokenRequestError} when the token has expired and cannot be refreshed at the moment
   * @throws {NotFoundError}
   */
  access(authorizationId: string): Promise<Access> {
    return this.served.access(authorizationId);
  }

  /**
   * Another token after the vendor has answered 401 to this one; throws as `access` does.
   * When the vendor refuses fresh tokens again and again, the same token comes back.
   */
  accessAfterRejection(authorizationId: string, rejectedAccessToken: string): Promise<Access> {
    return this.served.accessAfterRejection(authorizationId, rejectedAccessToken);
  }

  /**
   * A token for a caller who may read it, refreshed when that is due; without I/O when it was used lately. Throws as `access` does.
   * @throws {ProblemError} `auth-profile-not-invited`
   */
  async readToken(caller: Caller, id: string): Promise<ServedAuthorization> {
    await this.visible.requireUse(caller, id);
    return this.served.read(id, caller.id);
  }

  /** Stores a token set within a transaction; what was active for the subject before is replaced and its id kept. */
  store(manager: EntityManager, given: NewAuthorization): Promise<Authorization> {
    return this.candidates.store(manager, given);
  }

  /**
   * Takes an authorization out of quarantine within a transaction; the one that was active for the subject before is replaced and
   * its id kept, so use the answer's.
   * @throws {NotFoundError} when it is not quarantined any more
   */
  activate(manager: EntityManager, authorizationId: string): Promise<Authorization> {
    return this.candidates.activate(manager, authorizationId);
  }

  /** The token set of a quarantined authorization; undefined when it is not quarantined any more. */
  openQuarantined(authorizationId: string): Promise<QuarantinedGrant | undefined> {
    return this.candidates.openQuarantined(authorizationId);
  }

  /** Says within a transaction what a quarantined authorization is for, and whose it is; false when it is not quarantined any more. */
  decide(manager: EntityManager, authorizationId: string, decided: Decision): Promise<boolean> {
    return this.candidates.decide(manager, authorizationId, decided);
  }

  /** Revokes a quarantined authorization upstream and deletes it; does nothing when it is not quarantined. */
  discard(authorizationId: string): Promise<void> {
    return this.revocations.discard(authorizationId);
  }

  /**
   * Ends an authorization at once on every replica, revokes its tokens upstream where that is possible, and erases them.
   * @throws {NotFoundError}; {ProblemError} `permission-missing` for what is saved with a profile that the caller does not manage
   */
  async revoke(caller: Caller, id: string): Promise<RevocationReceipt> {
    await this.visible.requireRevocation(caller, id);
    return this.revocations.revoke(id);
  }

  /** As `revoke`, for what an end user has authorized for an action; undefined where there is nothing. Both must have been checked. */
  revokeOfEndUser(actionId: string, endUserId: string): Promise<RevocationReceipt | undefined> {
    return this.revocations.revokeOfEndUser(actionId, endUserId);
  }

  /** As `revoke`, for what is saved with an auth profile or connected by a member; undefined where there is nothing. It must have been checked. */
  revokeSaved(owner: SavedOwner): Promise<RevocationReceipt | undefined> {
    return this.revocations.revokeSaved(owner);
  }

  /** Ends everything of an auth profile in the transaction of an emergency stop; upstream and erased in the background. */
  revokeAllOfProfile(manager: EntityManager, revocation: ProfileRevocation): Promise<void> {
    return this.revocations.revokeAllOfProfile(manager, revocation);
  }

  /** Ends all authorizations of an action at once; their tokens are revoked upstream and erased in the background. */
  revokeAllOfAction(actionId: string, manager?: EntityManager): Promise<void> {
    return this.revocations.revokeAllOfAction(actionId, manager);
  }
}
