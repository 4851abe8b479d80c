import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import * as openid from 'openid-client';
import { ProblemError } from '../http/problem.js';
import { ProviderRequestsService } from './provider-requests.service.js';
import type { SingleSignOn } from './single-sign-on.entity.js';
import { SingleSignOnService } from './single-sign-on.service.js';

/** What the provider says of whoever signs in. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

/** What a browser brings back, and what it is held against. */
export interface Return {
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Talks to identity providers: OpenID Connect Core 1.0 and Discovery 1.0, PKCE (RFC 7636), RFC 9207. */
@Injectable()
export class ProvidersService {
  /** What providers say of themselves holds for a while. */
  private readonly known = new LRUCache<string, Promise<openid.Configuration>>({ max: 100, ttl: 600_000 });

  constructor(
    private readonly requests: ProviderRequestsService,
    private readonly settings: SingleSignOnService,
  ) {}

  /** The address to send a browser to. */
  async authorizationUrl(
    row: SingleSignOn,
    { state, nonce, verifier }: Omit<Return, 'url'>,
    redirectUri: string,
  ): Promise<URL> {
    return openid.buildAuthorizationUrl(await this.configurationOf(row), {
      redirect_uri: redirectUri,
      scope: row.scopes.join(' '),
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  /**
   * Exchanges the code and checks the ID token: issuer, audience, nonce, expiry and signature. What the provider tells at its
   * userinfo endpoint adds to what the token says, and replaces none of it.
   */
  async claimsOf(row: SingleSignOn, { url, state, nonce, verifier }: Return): Promise<Claims> {
    const configuration = await this.configurationOf(row);
    const tokens = await openid.authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('The identity provider sent no ID token.');
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
    const more = await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { ...more, ...claims };
  }

  /**
   * What a provider says of itself.
   * @throws {ProblemError} `single-sign-on-unusable`
   */
  async discover(issuer: string): Promise<Readonly<openid.ServerMetadata>> {
    try {
      return (await this.discoverAs(issuer, 'test', undefined)).serverMetadata();
    } catch (error) {
      throw new ProblemError('single-sign-on-unusable', reasonOf(error), {}, { cause: error });
    }
  }

  private async configurationOf(row: SingleSignOn): Promise<openid.Configuration> {
    const key = `${row.id} ${row.version}`;
    const held = this.known.get(key);
    if (held !== undefined) return held;
    const secret = await this.settings.secretOf(row);
    const started = this.discoverAs(row.issuer, row.clientId, secret);
    this.known.set(key, started);
    started.catch(() => this.known.delete(key));
    return started;
  }

  private async discoverAs(
    issuer: string,
    clientId: string,
    secret: string | undefined,
  ): Promise<openid.Configuration> {
    const url = new URL(issuer);
    const metadata = { [openid.clockTolerance]: 30, ...(secret !== undefined && { client_secret: secret }) };
    return openid.discovery(url, clientId, metadata, authenticationWith(secret), {
      [openid.customFetch]: this.requests.fetch,
      // The guarded way out decides which hosts may be called without TLS.
      execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
    });
  }
}

/** As the provider wants it: in the header unless it takes the secret in the body only (OpenID Connect Core, 9). */
function authenticationWith(secret: string | undefined): openid.ClientAuth {
  if (secret === undefined) return openid.None();
  const [inHeader, inBody] = [basic(secret), openid.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? inHeader : inBody)(server, client, body, headers);
  };
}

/**
 * RFC 6749, 2.3.1, with nothing encoded that need not be: some providers compare what they get without decoding it, and secrets hold
 * hyphens and underscores.
 */
function basic(secret: string): openid.ClientAuth {
  const encoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  return (_server, { client_id: clientId }, _body, headers) => {
    const credentials = Buffer.from(`${encoded(clientId)}:${encoded(secret)}`).toString('base64');
    headers.set('authorization', `Basic ${credentials}`);
  };
}

/** Why a provider cannot be used, in plain words and without what it has sent. */
export function reasonOf(error: unknown): string {
  const chain: unknown[] = [];
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) chain.push(each);
  const denied = chain.find((each) => (each as { readonly code?: unknown }).code === 'egress-denied');
  if (denied instanceof Error) return denied.message;
  const codes = chain.map((each) => String((each as { readonly code?: unknown }).code ?? ''));
  const known = codes.map((code) => reasons[code]).find((reason) => reason !== undefined);
  return (
    known ?? 'It does not answer as OpenID Connect Discovery demands; compare the issuer with what it names itself.'
  );
}

const reasons: Readonly<Record<string, string>> = {
  ERR_INVALID_URL: 'The issuer is no address: use one such as https://id.example.com.',
  ENOTFOUND: 'There is no host of that name; look at the issuer.',
  ECONNREFUSED: 'Nothing answers at that address; look at the issuer, and whether the provider is running.',
  ECONNRESET: 'The provider closed the connection.',
  UND_ERR_CONNECT_TIMEOUT: 'The provider does not answer in time.',
  OAUTH_TIMEOUT: 'The provider does not answer in time.',
  OAUTH_RESPONSE_IS_NOT_CONFORM:
    'There is no document of OpenID Connect Discovery at that address (`/.well-known/openid-configuration`).',
  OAUTH_RESPONSE_IS_NOT_JSON: 'What answers at that address is no JSON: it is hardly an identity provider.',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED:
    'The provider names itself otherwise: write the issuer as it does, letter by letter.',
};
