import { Injectable } from '@nestjs/common';
import { isAppGrant } from '#auth-profiles';
import type { Operation } from '#connectors';
import { AuthProfilesService } from '../auth-profiles/auth-profiles.service.js';
import { requireKnownParameters } from '../auth-profiles/registrations/known-parameters.js';
import { StandingsService } from '../auth-profiles/powers/standings.service.js';
import type { ResolvedAuthProfile } from '../auth-profiles/resolved-auth-profile.js';
import type { Caller } from '../http/caller.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import { NotFoundError, RequestInvalidError } from '../http/problem.js';
import type { ConfigureActionDto } from './action.dto.js';
import type { Action } from './action.entity.js';

/** Settings of an action that fit each other. */
export interface CheckedSettings {
  readonly profile: ResolvedAuthProfile;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Judges whether connector, auth profile, mode and parameters fit each other. */
@Injectable()
export class ActionSettingsService {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly profiles: AuthProfilesService,
    private readonly standings: StandingsService,
  ) {}

  /**
   * The settings that a body asks for.
   * @throws {RequestInvalidError} naming the field that does not fit; {NotFoundError} for an unknown connector
   */
  async check(workspaceId: string, connectorId: string, dto: ConfigureActionDto): Promise<CheckedSettings> {
    const connector = this.connectors.get(connectorId);
    const profile = await this.resolve(workspaceId, connector.id, dto);
    if (profile.connectorId !== undefined && profile.connectorId !== connector.id) {
      throw invalid(
        '/authProfileId',
        `The auth profile is for ${profile.connectorId}; choose one for ${connector.id}.`,
      );
    }
    if (isAppGrant(profile.grantType) && dto.authorizationMode === 'end-user') {
      const words = profile.grantType === 'jwt-bearer' ? 'JWT bearer' : 'client credentials';
      const detail = `A ${words} profile stands for an app, not for a person; choose \`pre-authorized\`.`;
      throw invalid('/authorizationMode', detail);
    }
    const parameters = dto.parameters ?? {};
    requireKnownParameters(profile, parameters);
    return { profile, parameters };
  }

  /** An operation of a connector. */
  operation(connectorId: string, name: string): Operation | undefined {
    return this.connectors.registry.findOperation(`${connectorId}.${name}`);
  }

  /**
   * Refuses a profile that the caller may not use.
   * @throws {ProblemError} `auth-profile-not-invited`; {NotFoundError} for one that they do not see
   */
  async requireUse(caller: Caller, authProfileId: string): Promise<void> {
    await this.standings.requireUse(caller, authProfileId);
  }

  /** The profile that an action names. */
  profileOf(action: Action): Promise<ResolvedAuthProfile> {
    return this.profiles.resolve(action.workspaceId, action.authProfileId);
  }

  private async resolve(
    workspaceId: string,
    connectorId: string,
    { authProfileId, authorizationMode }: ConfigureActionDto,
  ): Promise<ResolvedAuthProfile> {
    if (authProfileId === undefined) {
      const best = this.profiles.defaultFor(connectorId, { isForPeople: authorizationMode === 'end-user' });
      if (best !== undefined) return best;
      const detail = `The operator has registered no app for ${connectorId}; make a custom auth profile and name it here.`;
      throw invalid('/authProfileId', detail);
    }
    try {
      return await this.profiles.resolve(workspaceId, authProfileId);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      throw invalid('/authProfileId', `There is no auth profile '${authProfileId.slice(0, 80)}'.`);
    }
  }
}

function invalid(pointer: string, detail: string): RequestInvalidError {
  return new RequestInvalidError([{ pointer, detail }]);
}
