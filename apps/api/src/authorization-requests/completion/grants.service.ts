import { Injectable, Logger } from '@nestjs/common';
import {
  createTokenEndpointClient,
  isCredentialGrant,
  requireScopes,
  type OAuthClientSettings,
  type TokenEndpointClient,
  type TokenSet,
} from '#auth-profiles';
import { AccountNotUsableError, createConnectorContext, type Account, type Choice, type Connector } from '#connectors';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import type { ResolvedAuthProfile } from '../../auth-profiles/resolved-auth-profile.js';
import { callAuthorization } from '../../connectors/call-authorization.js';
import { callCheckUrl } from '../../connectors/check-call.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { endingOf } from './failures.js';

/** The longest time for a token request, and for each question about the account. */
const timeoutMs = 20_000;
/** More than anybody would choose from. */
const maxChoices = 500;

type Parameters = Readonly<Record<string, string>>;

/** What was given, whoever's it is. */
export interface GivenTokens {
  readonly tokenSet: TokenSet;
  readonly scopes: readonly string[];
  readonly parameters: Parameters;
}

/** What was given, and the profile's `registrationVersion` that it was given to. */
export interface HeldTokens extends GivenTokens {
  readonly registrationVersion: number;
}

/** What an authorization is made of, once the account is known and found usable; or what has to be chosen before. */
export interface ObtainedGrant extends GivenTokens {
  readonly profile: ResolvedAuthProfile;
  readonly account?: Account;
  /** Several things that it can be for: one of them is to be chosen. */
  readonly choices?: readonly Choice[];
}

/** What tokens can be asked for with. */
export interface TokenSource {
  readonly profile: ResolvedAuthProfile;
  readonly parameters: Parameters;
  readonly tokens: TokenEndpointClient;
  /** Of a profile with a token endpoint. */
  settings(): OAuthClientSettings;
}

/** Asks for the tokens, by whatever grant. */
export type AskForTokens = (source: TokenSource) => Promise<TokenSet>;

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
  async obtain(row: AuthorizationRequest, chosen: Parameters, ask: AskForTokens): Promise<ObtainedGrant> {
    const profile = await this.profiles.resolve(row.workspaceId, row.authProfileId);
    const parameters = profile.checkedParameters({ ...chosen, ...row.parameters });
    const settings = () => profile.clientSettings(parameters);
    const tokenSet = await ask({ profile, parameters, tokens: this.tokens, settings });
    const given = { tokenSet, scopes: tokenSet.scopes ?? row.scopes, parameters };
    try {
      requireScopes(row.scopes, tokenSet);
      return { profile, ...(await this.explore(row.connectorId, profile, given)) };
    } catch (error) {
      if (endingOf(error)?.reason !== 'provider-unavailable') await this.giveBack({ profile, ...given });
      throw error;
    }
  }

  /**
   * Whose tokens are, once all that was to be chosen is among the parameters; undefined, and nothing is sent, when the profile
   * leads elsewhere by now. Throws what `endingOf` understands.
   */
  async identify(row: AuthorizationRequest, given: HeldTokens): Promise<Account | undefined> {
    const profile = await this.profiles.resolve(row.workspaceId, row.authProfileId);
    if (profile.registrationVersion !== given.registrationVersion) return undefined;
    return this.accountOf(this.connectors.get(row.connectorId), profile, given);
  }

  /** Has tokens revoked that are not kept; the person may always do it at the provider as well, so a failure is only logged. */
  async giveBack({ profile, tokenSet, parameters }: ObtainedGrant): Promise<void> {
    if (isCredentialGrant(profile.grantType)) return;
    const { refreshToken, accessToken } = tokenSet;
    const hint = refreshToken === undefined ? 'access_token' : 'refresh_token';
    const revoke = async () =>
      this.tokens.revoke(profile.clientSettings(parameters), refreshToken ?? accessToken, hint);
    await revoke().catch((error: unknown) => {
      this.logger.warn({ err: error, profileId: profile.id }, 'tokens that are not kept could not be revoked');
    });
  }

  /** The account; before that, what of several things it is for, where there is only one. */
  private async explore(connectorId: string, profile: ResolvedAuthProfile, given: GivenTokens) {
    const connector = this.connectors.get(connectorId);
    const { choice } = connector;
    const isChosen = choice === undefined || Object.hasOwn(given.parameters, choice.parameter);
    if (isChosen || isCredentialGrant(profile.grantType)) {
      return { ...given, account: await this.accountOf(connector, profile, given) };
    }
    const options = (await choice.options(this.contextOf(connector, profile, given))).slice(0, maxChoices);
    const [only] = options;
    if (only === undefined) throw new AccountNotUsableError(`The account has nothing to choose from: ${choice.title}.`);
    if (options.length > 1) return { ...given, choices: options };
    const decided = { ...given, parameters: { ...given.parameters, [choice.parameter]: only.value } };
    return { ...decided, account: await this.accountOf(connector, profile, decided) };
  }

  private async accountOf(connector: Connector, profile: ResolvedAuthProfile, given: GivenTokens): Promise<Account> {
    const checkUrl = profile.checkUrlOf(given.parameters);
    if (checkUrl !== undefined) await callCheckUrl(this.connectors.egress, checkUrl, authorizationOf(profile, given));
    const context = this.contextOf(connector, profile, given);
    const account = await connector.whoami(context);
    await connector.verify(context, account);
    return account;
  }

  private contextOf(connector: Connector, profile: ResolvedAuthProfile, given: GivenTokens) {
    const { tokenSet, scopes, parameters } = given;
    const authorization = authorizationOf(profile, given);
    return createConnectorContext({
      connector,
      grant: { parameters, extras: tokenSet.extras, scopes, apiUrl: profile.apiUrlOf(parameters) },
      egress: this.connectors.egress,
      authorize: () => authorization,
      timeoutMs,
    });
  }
}

function authorizationOf({ credentials, authorizationFields }: ResolvedAuthProfile, { tokenSet }: GivenTokens) {
  const { accessToken } = tokenSet;
  return callAuthorization({ accessToken, placement: credentials?.placement, authorizationFields });
}
