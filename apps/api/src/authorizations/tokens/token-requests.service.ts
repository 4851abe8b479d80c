import { Injectable, Logger } from '@nestjs/common';
import {
  createTokenEndpointClient,
  isCredentialGrant,
  mergeRefreshed,
  TokenRequestError,
  type OAuthClientSettings,
  type TokenEndpointClient,
  type TokenSet,
} from '#auth-profiles';
import { Counter } from 'prom-client';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import type { ResolvedAuthProfile } from '../../auth-profiles/resolved-auth-profile.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { MetricsService } from '../../telemetry/metrics.service.js';
import type { Authorization, UpstreamRevocation } from '../authorization.entity.js';

/** Longest time that a provider has for an answer; a lease must be longer. */
export const tokenRequestTimeoutMs = 20_000;
/** Somebody waits for the receipt. */
const revocationTimeoutMs = 10_000;

/** Whose tokens are asked for. */
export type TokenOwner = Pick<
  Authorization,
  'id' | 'workspaceId' | 'authProfileId' | 'registrationVersion' | 'parameters'
>;

/** Asks providers for new tokens, and to forget tokens. */
@Injectable()
export class TokenRequestsService {
  private readonly logger = new Logger('authorizations');
  private readonly client: TokenEndpointClient;
  private readonly revocationClient: TokenEndpointClient;
  private readonly revocations: Counter;

  constructor(
    private readonly authProfiles: AuthProfilesService,
    { egress }: ConnectorsService,
    { registry }: MetricsService,
  ) {
    this.revocations = new Counter({
      name: 'attache_token_revocations_total',
      help: 'Revocations of token sets at their providers by outcome: revoked, not-supported, failed.',
      labelNames: ['outcome'],
      registers: [registry],
    });
    const options = { dispatcher: egress.dispatcher, now: () => new Date() };
    this.client = createTokenEndpointClient({ ...options, timeoutMs: tokenRequestTimeoutMs });
    this.revocationClient = createTokenEndpointClient({ ...options, timeoutMs: revocationTimeoutMs });
  }

  /**
   * A new token set: by refresh token, or by asking anew where the profile stands for an app.
   * @throws {TokenRequestError}; {NotFoundError} when the profile is gone; {UrlParameterInvalidError}
   */
  async renew(owner: TokenOwner, tokenSet: TokenSet): Promise<TokenSet> {
    const profile = await this.authProfiles.resolve(owner.workspaceId, owner.authProfileId);
    requireSameRegistration(owner, profile);
    const settings = profile.clientSettings(owner.parameters);
    return mergeRefreshed(tokenSet, await this.request(settings, tokenSet));
  }

  /** Has a token set revoked (RFC 7009), its refresh token first; never throws. */
  async revoke(owner: TokenOwner, tokenSet: TokenSet): Promise<UpstreamRevocation> {
    const outcome = await this.tryToRevoke(owner, tokenSet);
    this.revocations.inc({ outcome });
    return outcome;
  }

  private async tryToRevoke(owner: TokenOwner, tokenSet: TokenSet): Promise<UpstreamRevocation> {
    try {
      const profile = await this.authProfiles.resolve(owner.workspaceId, owner.authProfileId);
      requireSameRegistration(owner, profile);
      if (isCredentialGrant(profile.grantType)) return 'not-supported';
      return await this.revokeBoth(profile.clientSettings(owner.parameters), tokenSet);
    } catch (error) {
      this.logger.warn({ err: error, authorizationId: owner.id }, 'a token set could not be revoked upstream');
      return 'failed';
    }
  }

  private request(settings: OAuthClientSettings, { refreshToken }: TokenSet): Promise<TokenSet> {
    if (settings.grantType === 'client-credentials') return this.client.clientCredentials(settings);
    if (settings.grantType === 'jwt-bearer') return this.client.jwtBearer(settings);
    if (refreshToken !== undefined) return this.client.refresh(settings, refreshToken);
    throw new TokenRequestError('The provider gave no refresh token: authorize again.', {
      kind: 'permanent',
      reason: 'refused',
    });
  }

  /** With the refresh token its access tokens end, says RFC 7009; the access token is named as well for those who do not follow. */
  private async revokeBoth(
    settings: OAuthClientSettings,
    { refreshToken, accessToken }: TokenSet,
  ): Promise<UpstreamRevocation> {
    const revoke = this.revocationClient.revoke.bind(this.revocationClient, settings);
    if (refreshToken === undefined) return toUpstream(await revoke(accessToken, 'access_token'));
    const outcome = toUpstream(await revoke(refreshToken, 'refresh_token'));
    const second = await revoke(accessToken, 'access_token').then(toUpstream, () => 'failed' as const);
    return outcome === 'not-supported' && second === 'revoked' ? second : outcome;
  }
}

function toUpstream(outcome: 'revoked' | 'already-invalid' | 'not-supported'): UpstreamRevocation {
  return outcome === 'already-invalid' ? 'revoked' : outcome;
}

/** What was given to one client registration must not be sent to another, nor to another address. */
function requireSameRegistration(owner: TokenOwner, profile: ResolvedAuthProfile): void {
  if (profile.registrationVersion === owner.registrationVersion) return;
  throw new TokenRequestError('The auth profile has another client or other addresses now: authorize again.', {
    kind: 'permanent',
    reason: 'refused',
  });
}
