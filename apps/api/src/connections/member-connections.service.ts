import { Injectable } from '@nestjs/common';
import { isAppGrant } from '#auth-profiles';
import { AuthProfilesService } from '../auth-profiles/auth-profiles.service.js';
import { StandingsService, type StandingProfile } from '../auth-profiles/powers/standings.service.js';
import type { StartedRequest } from '../authorization-requests/authorization-requests.service.js';
import { AuthorizationsService } from '../authorizations/authorizations.service.js';
import type { RevocationReceipt } from '../authorizations/revocation/revocations.service.js';
import type { Caller } from '../http/caller.js';
import type { Page, PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import type { AuthorizeProfileDto, ConnectionView } from './connection.dto.js';
import { SavedAuthorizationsService, toSavedAuthorizationView } from './saved-authorizations.service.js';

/** What members connect for themselves: theirs alone to use. */
@Injectable()
export class MemberConnectionsService {
  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly standings: StandingsService,
    private readonly saved: SavedAuthorizationsService,
    private readonly authorizations: AuthorizationsService,
  ) {}

  /** The profiles that a member may use for themselves, and those that they have used. */
  async list(caller: Caller, query: PageQuery): Promise<Page<ConnectionView>> {
    requireMember(caller);
    const { items, nextCursor } = await this.profiles.list(caller, query);
    return { items: await this.show(caller, await this.standings.of(caller, items)), nextCursor };
  }

  /** @throws {NotFoundError}; {ProblemError} `auth-profile-not-invited` */
  async get(caller: Caller, authProfileId: string): Promise<ConnectionView> {
    requireMember(caller);
    const profile = await this.profiles.get(caller, authProfileId);
    const [view] = await this.show(caller, [await this.standings.ofOne(caller, profile)]);
    if (view !== undefined) return view;
    await this.standings.requireUse(caller, authProfileId);
    throw new NotFoundError('connection', authProfileId);
  }

  /**
   * A link under which the member connects; finishing it in the browser where they are signed in is proof enough.
   * @throws {ProblemError} `auth-profile-not-invited`, `auth-profile-paused`, `authorization-mode-mismatch`
   */
  async connect(caller: Caller, authProfileId: string, dto: AuthorizeProfileDto): Promise<StartedRequest> {
    requireMember(caller);
    const { name, grantType } = await this.standings.requireUse(caller, authProfileId);
    if (isAppGrant(grantType)) {
      throw new ProblemError('authorization-mode-mismatch', `'${name}' stands for an app, not for a person.`);
    }
    return this.saved.start(caller, { authProfileId, subject: { kind: 'member', memberId: caller.id } }, dto);
  }

  /** @throws {NotFoundError} when nothing is connected */
  async disconnect(caller: Caller, authProfileId: string): Promise<RevocationReceipt> {
    requireMember(caller);
    const { workspaceId, id: memberId } = caller;
    const receipt = await this.authorizations.revokeSaved({ workspaceId, authProfileId, memberId });
    if (receipt === undefined) throw new NotFoundError('connection', authProfileId);
    return receipt;
  }

  private async show(caller: Caller, found: readonly StandingProfile[]): Promise<ConnectionView[]> {
    const ids = found.map(({ profile }) => profile.id);
    const own = await this.saved.of(caller.workspaceId, ids, caller.id);
    const shared = await this.saved.of(caller.workspaceId, ids, null);
    const shown = found.filter(({ profile: { id, grantType }, standing: { mayUse } }) => {
      return own.has(id) || (mayUse && !isAppGrant(grantType));
    });
    return shown.map(({ profile, standing: { mayUse, isPaused } }) => {
      const { id, kind, name, description, identityProviderName, connectorId, grantType, parameters } = profile;
      const [ownOne, sharedOne] = [own.get(id), shared.get(id)];
      return {
        authProfile: {
          ...{ id, kind, name, description, identityProviderName, grantType, isPaused, parameters },
          connectorId: connectorId ?? null,
        },
        mayUse,
        own: ownOne === undefined ? null : toSavedAuthorizationView(ownOne),
        shared: sharedOne === undefined ? null : toSavedAuthorizationView(sharedOne),
      };
    });
  }
}

/** An API key is nobody, and has nothing of its own. */
function requireMember({ kind }: Caller): void {
  if (kind === 'member') return;
  throw new ProblemError(
    'member-required',
    'Only a signed-in member has connections; unattended work uses shared ones.',
  );
}
