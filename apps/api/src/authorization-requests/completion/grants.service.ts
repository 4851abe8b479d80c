import { Injectable, Logger } from '@nestjs/common';
import {
  createTokenEndpointClient,
  requireScopes,
  type OAuthClientSettings,
  type TokenEndpointClient,
  type TokenSet,
} from '#auth-profiles';
import { createConnectorContext, type Account } from '#connectors';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import type { ResolvedAuthProfile } from '../../auth-profiles/resolved-auth-profile.js';
import { callAuthorization } from '../../connectors/call-authorization.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { endingOf } from './failures.js';

/** The longest time for a token request, and for each question about the account. */
const timeoutMs = 20_000;

/** What an authorization is made of, once the account is known and found usable. */
export interface ObtainedGrant {
  readonly settings: OAuthClientSettings;
  readonly tokenSet: TokenSet;
  readonly scopes: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly account: Account;
}

/** Asks for the tokens, by whatever grant. */
export type AskForTokens = (settings: OAuthClientSettings, tokens: TokenEndpointClient) => Promise<TokenSet>;

/** Gets tokens, and finds out whose they are and whether they can be used. */
@Injectable()
export class GrantsService {
  private readonly logger = new Logger('authorization-requests');
  private readonly tokens: TokenEndpointClient;

  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly connectors: ConnectorsService,
  ) {
    const { dispatcher } = connectors.egress;
    this.tokens = createTokenEndpointClient({ dispatcher, timeoutMs, now: () => new Date() });
  }

  /** Throws what `endingOf` understands; tokens that cannot be used are given back first. */
  async obtain(
    row: AuthorizationRequest,
    chosen: Readonly<Record<string, string>>,
    ask: AskForTokens,
  ): Promise<ObtainedGrant> {
    const profile = await this.profiles.resolve(row.workspaceId, row.authProfileId);
    const parameters = effectiveParameters(profile, { ...chosen, ...row.parameters });
    const settings = profile.clientSettings(parameters);
    const tokenSet = await ask(settings, this.tokens);
    try {
      requireScopes(row.scopes, tokenSet);
      const scopes = tokenSet.scopes ?? row.scopes;
      const account = await this.accountOf(row.connectorId, profile, { tokenSet, scopes, parameters });
      return { settings, tokenSet, scopes, parameters, account };
    } catch (error) {
      if (endingOf(error)?.reason !== 'provider-unavailable') await this.giveBack(settings, tokenSet);
      throw error;
    }
  }

  /** Has tokens revoked that are not kept; the person may always do it at the provider as well, so a failure is only logged. */
  async giveBack(settings: OAuthClientSettings, { refreshToken, accessToken }: TokenSet): Promise<void> {
    const hint = refreshToken === undefined ? 'access_token' : 'refresh_token';
    await this.tokens.revoke(settings, refreshToken ?? accessToken, hint).catch((error: unknown) => {
      this.logger.warn({ err: error, profileId: settings.profileId }, 'tokens that are not kept could not be revoked');
    });
  }

  private async accountOf(
    connectorId: string,
    { authorizationFields }: ResolvedAuthProfile,
    { tokenSet, scopes, parameters }: Pick<ObtainedGrant, 'tokenSet' | 'scopes' | 'parameters'>,
  ): Promise<Account> {
    const connector = this.connectors.get(connectorId);
    const authorization = callAuthorization(tokenSet.accessToken, authorizationFields);
    const context = createConnectorContext({
      connector,
      grant: { parameters, extras: tokenSet.extras, scopes },
      egress: this.connectors.egress,
      authorize: () => authorization,
      timeoutMs,
    });
    const account = await connector.whoami(context);
    await connector.verify(context, account);
    return account;
  }
}

/** The values that the profile's URLs are filled with; defaults apply. */
function effectiveParameters(
  { parameterDefinitions }: ResolvedAuthProfile,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const defaults = parameterDefinitions.flatMap(({ name, default: value }) =>
    value === undefined ? [] : [[name, value]],
  );
  return { ...(Object.fromEntries(defaults) as Record<string, string>), ...given };
}
