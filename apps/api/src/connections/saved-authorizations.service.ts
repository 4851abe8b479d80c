import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { AuthProfilesService } from '../auth-profiles/auth-profiles.service.js';
import { requireKnownParameters } from '../auth-profiles/registrations/known-parameters.js';
import type { ResolvedAuthProfile } from '../auth-profiles/resolved-auth-profile.js';
import {
  AuthorizationRequestsService,
  type StartedRequest,
} from '../authorization-requests/authorization-requests.service.js';
import { Authorization } from '../authorizations/authorization.entity.js';
import { toSharedAuthorizationView } from '../authorizations/shared-authorization.dto.js';
import type { Subject } from '../authorizations/subject.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import type { Caller } from '../http/caller.js';
import { RequestInvalidError } from '../http/problem.js';
import type { AuthorizeProfileDto, SavedAuthorizationView } from './connection.dto.js';

/** Authorizations that belong to profiles and to members, and not to one action. */
@Injectable()
export class SavedAuthorizationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly profiles: AuthProfilesService,
    private readonly requests: AuthorizationRequestsService,
    private readonly connectors: ConnectorsService,
  ) {}

  /** What is saved with some profiles of a workspace, or connected by one of its members, by the id of the profile. */
  async of(
    workspaceId: string,
    authProfileIds: readonly string[],
    memberId: string | null,
  ): Promise<ReadonlyMap<string, Authorization>> {
    const rows = await this.dataSource.manager.findBy(Authorization, {
      ...{ workspaceId, authProfileId: In([...authProfileIds]), botId: IsNull() },
      memberId: memberId ?? IsNull(),
      state: In(['active', 'needs-reauthorization']),
    });
    return new Map(rows.map((row) => [row.authProfileId, row]));
  }

  /**
   * A link for whoever is to authorize with a profile; at once, without a link, where it stands for an app.
   * @throws {RequestInvalidError} naming the field that does not fit; {ProblemError} `auth-profile-paused`
   */
  async start(
    caller: Caller,
    { authProfileId, subject }: { readonly authProfileId: string; readonly subject: Subject },
    dto: AuthorizeProfileDto,
  ): Promise<StartedRequest> {
    const profile = await this.profiles.resolve(caller.workspaceId, authProfileId);
    const parameters = dto.parameters ?? {};
    requireKnownParameters(profile, parameters);
    return this.requests.start({
      ...{ workspaceId: caller.workspaceId, bot: null, profile, subject, returnUrl: dto.returnUrl },
      action: { id: null, connectorId: this.connectorFor(profile, dto.connectorId), parameters },
      startedBy: { kind: caller.kind, id: caller.id },
    });
  }

  private connectorFor({ connectorId: only }: ResolvedAuthProfile, wanted = only): string {
    if (wanted === undefined) throw invalid('The auth profile serves any connector: say which one.');
    if (only !== undefined && wanted !== only) throw invalid(`The auth profile is for ${only}.`);
    if (this.connectors.registry.find(wanted) === undefined) throw invalid('There is no such connector.');
    return wanted;
  }
}

/** What is shown of an authorization that belongs to a profile or to a member. */
export function toSavedAuthorizationView(row: Authorization): SavedAuthorizationView {
  const { connectorId, parameters } = row;
  return { ...toSharedAuthorizationView(row), connectorId, parameters };
}

function invalid(detail: string): RequestInvalidError {
  return new RequestInvalidError([{ pointer: '/connectorId', detail }]);
}
