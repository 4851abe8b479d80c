import { Injectable } from '@nestjs/common';
import type { ServerMetadata } from 'openid-client';
import { ProblemError } from '../../http/problem.js';
import { ProvidersService } from './providers.service.js';
import { SingleSignOnService } from '../single-sign-on.service.js';

/** What was learned of a provider, in plain words. */
export interface ProviderTest {
  readonly isUsable: boolean;
  readonly findings: readonly string[];
}

/** Asks providers who they are, before anybody depends on them. */
@Injectable()
export class ProviderTestsService {
  constructor(
    private readonly providers: ProvidersService,
    private readonly settings: SingleSignOnService,
  ) {}

  /** @throws {ProblemError} `single-sign-on-missing` where neither an issuer is given nor one is set up */
  async test(workspaceId: string, issuer: string | undefined): Promise<ProviderTest> {
    const asked = issuer ?? (await this.settings.get(workspaceId)).issuer;
    try {
      return judged(await this.providers.discover(asked));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { isUsable: false, findings: [error.message] };
    }
  }
}

function judged(provider: Readonly<ServerMetadata>): ProviderTest {
  const missing = [
    ...(provider.authorization_endpoint === undefined ? ['It has no authorization endpoint.'] : []),
    ...(provider.token_endpoint === undefined ? ['It has no token endpoint.'] : []),
    ...(provider.jwks_uri === undefined ? ['It publishes no keys, so that its ID tokens cannot be checked.'] : []),
  ];
  const pkce = provider.code_challenge_methods_supported?.includes('S256') === true;
  const names = provider.authorization_response_iss_parameter_supported === true;
  return {
    isUsable: missing.length === 0,
    findings: [
      `It answers, and names itself ${provider.issuer}.`,
      ...missing,
      pkce ? 'It knows PKCE (S256).' : 'It does not say that it knows PKCE; codes are bound by it all the same.',
      names
        ? 'It names itself in its answers (RFC 9207).'
        : 'It does not name itself in its answers; each attempt is bound to this issuer all the same.',
      provider.userinfo_endpoint === undefined
        ? 'It has no userinfo endpoint: names, addresses and groups must be in its ID tokens.'
        : 'Names, addresses and groups may be in its ID tokens or at its userinfo endpoint.',
      provider.end_session_endpoint === undefined
        ? 'It has no endpoint to sign out at: who signs out here stays signed in there.'
        : 'Who signs out here can be signed out there.',
      ...(provider['backchannel_logout_supported'] === true
        ? ['It can end sessions here when somebody signs out there (back-channel logout).']
        : []),
    ],
  };
}
