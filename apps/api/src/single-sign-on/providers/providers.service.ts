import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, customFetch, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import * as openid from 'openid-client';
import { ProblemError } from '../../http/problem.js';
import { ProviderRequestsService } from './provider-requests.service.js';
import { reasonOf } from './reasons.js';
import type { SingleSignOn } from '../single-sign-on.entity.js';
import { SingleSignOnService } from '../single-sign-on.service.js';

/** What the provider says of whoever signs in. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

/** What a provider answers to a code. */
export interface Identified {
  readonly claims: Claims;
  /** As it was sent. */
  readonly idToken: string;
}

/** What a browser brings back, and what it is held against. */
export interface Return {
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** No secret that both sides know: what the provider tells by itself is signed with its own keys. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Seconds by which clocks may differ. */
const clockTolerance = 30;

/** Talks to identity providers: OpenID Connect Core 1.0 and Discovery 1.0, PKCE (RFC 7636), RFC 9207. */
@Injectable()
export class ProvidersService {
  /** What providers say of themselves holds for a while. */
  private readonly known = new LRUCache<string, Promise<openid.Configuration>>({ max: 100, ttl: 600_000 });
  private readonly keys = new WeakMap<openid.Configuration, JWTVerifyGetKey>();

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
  async identify(row: SingleSignOn, { url, state, nonce, verifier }: Return): Promise<Identified> {
    const configuration = await this.configurationOf(row);
    const tokens = await openid.authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const { id_token: idToken } = tokens;
    const claims = tokens.claims();
    if (claims === undefined || idToken === undefined) throw new Error('The identity provider sent no ID token.');
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return { claims, idToken };
    const more = await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { claims: { ...more, ...claims }, idToken };
  }

  /** Where a browser signs out at the provider (RP-Initiated Logout 1.0, 2); undefined where the provider has no such place. */
  async endSessionUrl(row: SingleSignOn, parameters: Readonly<Record<string, string>>): Promise<URL | undefined> {
    const configuration = await this.configurationOf(row);
    const { end_session_endpoint: place } = configuration.serverMetadata();
    // A browser is sent there by a script, which must not be given another one.
    if (place === undefined || !/^https?:$/.test(new URL(place).protocol)) return undefined;
    return openid.buildEndSessionUrl(configuration, { ...parameters });
  }

  /** What a token says that the provider has signed for us within the last five minutes: issuer, audience, time and signature are right. */
  async verify(row: SingleSignOn, token: string): Promise<JWTPayload> {
    const configuration = await this.configurationOf(row);
    const { issuer } = configuration.serverMetadata();
    const options = { issuer, audience: row.clientId, algorithms, clockTolerance, maxTokenAge: 300 };
    return (await jwtVerify(token, this.keysOf(configuration), options)).payload;
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

  private keysOf(configuration: openid.Configuration): JWTVerifyGetKey {
    const { jwks_uri: url } = configuration.serverMetadata();
    if (url === undefined) throw new Error('The identity provider publishes no keys.');
    const held = this.keys.get(configuration);
    if (held !== undefined) return held;
    const keys = createRemoteJWKSet(new URL(url), {
      [customFetch]: (address, { headers }) =>
        this.requests.fetch(address, {
          method: 'GET',
          headers: Object.fromEntries(headers),
          body: null,
          redirect: 'manual',
        }),
    });
    this.keys.set(configuration, keys);
    return keys;
  }

  private async discoverAs(
    issuer: string,
    clientId: string,
    secret: string | undefined,
  ): Promise<openid.Configuration> {
    const url = new URL(issuer);
    const metadata = {
      [openid.clockTolerance]: clockTolerance,
      ...(secret !== undefined && { client_secret: secret }),
    };
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
