import { Injectable } from '@nestjs/common';
import {
  createTokenEndpointClient,
  isAppGrant,
  isCredentialGrant,
  isTypedGrant,
  newRandomToken,
  TokenRequestError,
  UrlParameterInvalidError,
  type OAuthClientSettings,
  type TokenEndpointClient,
  type TokenSet,
} from '#auth-profiles';
import { request } from 'undici';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Caller } from '../../http/caller.js';
import { RequestInvalidError } from '../../http/problem.js';
import { AuthProfilesService } from '../auth-profiles.service.js';
import { notTexts } from '../changes/draft-check.js';
import {
  credentialFault,
  credentialQuestions,
  toTokenSet,
  type TypedCredentials,
} from '../credentials/typed-credentials.js';
import type { ResolvedAuthProfile } from '../resolved-auth-profile.js';
import { AccountTrialsService } from './account-trials.service.js';
import { bad, good, notice, refusalFinding, tokenFindings, type Finding } from './findings.js';
import type { ShownExchange } from './shown-exchange.js';

/** What a test of a profile has shown; nothing in it is secret. */
export interface ProfileTrial {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly exchange?: ShownExchange;
}

/** What a test is made with. */
export interface TrialInput {
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Used once, and nowhere kept. */
  readonly credentials?: TypedCredentials;
}

type Parameters = Readonly<Record<string, string>>;

interface Trial {
  readonly profile: ResolvedAuthProfile;
  readonly parameters: Parameters;
  readonly typed: TypedCredentials;
}

/** A trial at a token endpoint. */
interface TokenTrial extends Trial {
  readonly settings: OAuthClientSettings;
  readonly tokens: TokenEndpointClient;
}

const timeoutMs = 10_000;

/** Tries out auth profiles against their providers and systems, as far as that goes without a person's browser. */
@Injectable()
export class ProfileTrialsService {
  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly connectors: ConnectorsService,
    private readonly accounts: AccountTrialsService,
  ) {}

  /**
   * What needs no browser is done for real, with what somebody would type in where that is needed; the code grants send a code that
   * nobody was given, which a provider refuses only after it has accepted the client.
   * @throws {NotFoundError}; {RequestInvalidError} for parameters that make no URL, and for credentials that are missing
   */
  async run(caller: Caller, id: string, given: TrialInput): Promise<ProfileTrial> {
    await this.profiles.get(caller, id);
    const profile = await this.profiles.resolve(caller.workspaceId, id);
    const parameters = checked(profile, requireTexts(given.parameters ?? {}));
    const typed = isTypedGrant(profile.grantType) ? requireTyped(profile, given.credentials ?? {}) : {};
    const trial = { profile, parameters, typed };
    const shown = isCredentialGrant(profile.grantType) ? await this.tryCredentials(trial) : await this.tryTokens(trial);
    return { ok: shown.findings.every(({ level }) => level !== 'bad'), ...shown };
  }

  private async tryCredentials({ profile, parameters, typed }: Trial): Promise<Omit<ProfileTrial, 'ok'>> {
    if (profile.credentials === undefined) {
      return { findings: [bad('credentials-unknown', 'The connector no longer offers these credentials.')] };
    }
    const tokenSet = toTokenSet(profile.credentials, typed, new Date());
    return this.accounts.ofCredentials({ profile, parameters, tokenSet, typed });
  }

  private async tryTokens(trial: Trial): Promise<Omit<ProfileTrial, 'ok'>> {
    let exchange: ShownExchange | undefined;
    const tokens = createTokenEndpointClient({
      dispatcher: this.connectors.egress.dispatcher,
      timeoutMs,
      now: () => new Date(),
      onExchange: (seen) => (exchange ??= seen),
    });
    const asked = { ...trial, tokens, settings: trial.profile.clientSettings(trial.parameters) };
    const { grantType } = trial.profile;
    const isForReal = isAppGrant(grantType) || grantType === 'password';
    const findings = isForReal ? await this.tryGrant(asked) : await this.tryCode(asked);
    return { findings, exchange };
  }

  private async tryGrant(trial: TokenTrial): Promise<readonly Finding[]> {
    const { profile, parameters, settings, tokens, typed } = trial;
    try {
      const tokenSet = await askFor(trial);
      const found = tokenFindings(tokenSet, settings.scopes, new Date());
      const { findings } = await this.accounts.ofToken({ profile, parameters, tokenSet, typed });
      if (profile.grantType === 'password') await forget(tokens, settings, tokenSet);
      return [...found, ...findings];
    } catch (error) {
      if (error instanceof TokenRequestError) return [refusalFinding(error, settings)];
      throw error;
    }
  }

  private async tryCode({ settings, tokens }: TokenTrial): Promise<readonly Finding[]> {
    const [page, exchanged] = await Promise.all([
      this.tryAuthorizationPage(settings),
      tokens.exchangeCode(settings, { code: newRandomToken().token, codeVerifier: newRandomToken().token }).then(
        () => [bad('code-not-checked', 'The token endpoint gave a token for a made-up code: check the token URL.')],
        (error: unknown) => {
          if (error instanceof TokenRequestError) return [refusalFinding(error, settings)];
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

function askFor({ settings, tokens, typed }: TokenTrial): Promise<TokenSet> {
  if (settings.grantType === 'client-credentials') return tokens.clientCredentials(settings);
  if (settings.grantType === 'jwt-bearer') return tokens.jwtBearer(settings);
  const { username = '', password = '' } = typed;
  return tokens.password(settings, { username, password });
}

/** A person's tokens are not left lying about after a test. */
async function forget(tokens: TokenEndpointClient, settings: OAuthClientSettings, tokenSet: TokenSet): Promise<void> {
  await tokens.revoke(settings, tokenSet.refreshToken ?? tokenSet.accessToken).catch(() => undefined);
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

function requireTyped(profile: ResolvedAuthProfile, given: TypedCredentials): TypedCredentials {
  const violations = (credentialQuestions(profile) ?? []).flatMap((question) => {
    const fault = credentialFault(question, given[question.name] ?? '');
    const detail = fault === 'missing' ? 'Give this to test the profile; it is used once and not kept.' : 'Check it.';
    return fault === undefined ? [] : [{ pointer: `/credentials/${question.name}`, detail }];
  });
  if (violations.length > 0) throw new RequestInvalidError(violations);
  return given;
}

function checked(profile: ResolvedAuthProfile, parameters: Parameters): Parameters {
  try {
    return profile.checkedParameters(parameters);
  } catch (error) {
    if (!(error instanceof UrlParameterInvalidError)) throw error;
    throw new RequestInvalidError([{ pointer: `/parameters/${error.parameter}`, detail: error.message }]);
  }
}
