import { Injectable } from '@nestjs/common';
import {
  createTokenEndpointClient,
  newRandomToken,
  TokenRequestError,
  UrlParameterInvalidError,
  type MaskedExchange,
  type OAuthClientSettings,
  type TokenEndpointClient,
} from '#auth-profiles';
import { createConnectorContext } from '#connectors';
import { request } from 'undici';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Caller } from '../../http/caller.js';
import { RequestInvalidError } from '../../http/problem.js';
import { AuthProfilesService } from '../auth-profiles.service.js';
import { notTexts } from '../changes/draft-check.js';
import type { ResolvedAuthProfile } from '../resolved-auth-profile.js';
import { bad, good, notice, refusalFinding, tokenFindings, type Finding } from './findings.js';

/** What a test of a profile has shown; nothing in it is secret. */
export interface ProfileTrial {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly exchange?: MaskedExchange;
}

type Parameters = Readonly<Record<string, string>>;

interface Trial {
  readonly profile: ResolvedAuthProfile;
  readonly parameters: Parameters;
  readonly settings: OAuthClientSettings;
  readonly tokens: TokenEndpointClient;
}

const timeoutMs = 10_000;

/** Tries out auth profiles against their providers, as far as that goes without a person. */
@Injectable()
export class ProfileTrialsService {
  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly connectors: ConnectorsService,
  ) {}

  /**
   * Client credentials are used for real; the code grants send a code that nobody was given, which a provider refuses only after it
   * has accepted the client.
   * @throws {NotFoundError}; {RequestInvalidError} for parameters that make no URL
   */
  async run(caller: Caller, id: string, given: Readonly<Record<string, unknown>>): Promise<ProfileTrial> {
    const profile = await this.profiles.resolve(caller.workspaceId, id);
    const parameters = requireTexts(given);
    const settings = fill(profile, parameters);
    let exchange: MaskedExchange | undefined;
    const tokens = createTokenEndpointClient({
      dispatcher: this.connectors.egress.dispatcher,
      timeoutMs,
      now: () => new Date(),
      onExchange: (seen) => (exchange = seen),
    });
    const trial = { profile, parameters, settings, tokens };
    const isForPerson = settings.grantType !== 'client-credentials';
    const findings = isForPerson ? await this.tryCode(trial) : await this.tryClientCredentials(trial);
    return { ok: findings.every(({ level }) => level !== 'bad'), findings, exchange };
  }

  private async tryClientCredentials(trial: Trial): Promise<readonly Finding[]> {
    const { settings, tokens } = trial;
    try {
      const tokenSet = await tokens.clientCredentials(settings);
      const found = tokenFindings(tokenSet, settings.scopes, new Date());
      const account = await this.tryAccount(trial, tokenSet);
      return account === undefined ? found : [...found, account];
    } catch (error) {
      if (error instanceof TokenRequestError) return [refusalFinding(error, settings.redirectUri)];
      throw error;
    }
  }

  private async tryAccount(
    { profile, parameters }: Trial,
    { accessToken, extras, scopes = [] }: Awaited<ReturnType<TokenEndpointClient['clientCredentials']>>,
  ): Promise<Finding | undefined> {
    const connector = this.connectors.registry.find(profile.connectorId ?? '');
    if (connector === undefined) return undefined;
    try {
      const account = await connector.whoami(
        createConnectorContext({
          connector,
          grant: { parameters, extras, scopes },
          egress: this.connectors.egress,
          authorize: () => ({ headers: { authorization: `Bearer ${accessToken}` } }),
          timeoutMs,
        }),
      );
      return good('account-known', `The account is ${account.name}.`);
    } catch (error) {
      return notice('account-unknown', `The account could not be read: ${(error as Error).message}`);
    }
  }

  private async tryCode({ settings, tokens }: Trial): Promise<readonly Finding[]> {
    const [page, exchanged] = await Promise.all([
      this.tryAuthorizationPage(settings),
      tokens.exchangeCode(settings, { code: newRandomToken().token, codeVerifier: newRandomToken().token }).then(
        () => [bad('code-not-checked', 'The token endpoint gave a token for a made-up code: check the token URL.')],
        (error: unknown) => {
          if (error instanceof TokenRequestError) return [refusalFinding(error, settings.redirectUri)];
          throw error;
        },
      ),
    ]);
    return [page, ...exchanged];
  }

  private async tryAuthorizationPage(settings: OAuthClientSettings): Promise<Finding> {
    const url = new URL(settings.authorizationUrl ?? '');
    url.searchParams.set('response_type', 'code');
    url.searchParams.set('client_id', settings.clientId);
    url.searchParams.set('redirect_uri', settings.redirectUri);
    try {
      const { statusCode, body } = await request(url, {
        dispatcher: this.connectors.egress.dispatcher,
        headers: { accept: 'text/html', 'user-agent': 'Attache' },
        signal: AbortSignal.timeout(timeoutMs),
      });
      await body.dump({ limit: 65_536 });
      if (statusCode < 400) return good('authorization-page-reachable', 'The authorization URL answers.');
      return notice(
        'authorization-page-refuses',
        `The authorization URL answers ${statusCode}: check it, the client ID, and that the callback URL is registered.`,
      );
    } catch (error) {
      return bad('authorization-page-unreachable', unreachable(error));
    }
  }
}

function unreachable(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  return code === 'egress-denied' ? message : 'The authorization URL cannot be reached: check it.';
}

function requireTexts(given: Readonly<Record<string, unknown>>): Parameters {
  const violations = notTexts('/parameters', given, 20);
  if (violations.length > 0) throw new RequestInvalidError(violations);
  return given as Parameters;
}

function fill(profile: ResolvedAuthProfile, parameters: Parameters): OAuthClientSettings {
  try {
    return profile.clientSettings(parameters);
  } catch (error) {
    if (!(error instanceof UrlParameterInvalidError)) throw error;
    throw new RequestInvalidError([{ pointer: `/parameters/${error.parameter}`, detail: error.message }]);
  }
}
