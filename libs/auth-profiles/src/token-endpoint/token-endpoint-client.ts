import type { Dispatcher } from 'undici';
import { signAssertion } from '../assertions/assertion.js';
import { TokenRequestError, type TokenFailure } from '../errors.js';
import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';
import { boundedPost, type FormPost, type PostBounds, type PostResult, type ReceivedAnswer } from './bounded-post.js';
import { maskExchange, redirectTarget, type MaskedExchange } from './masked-exchange.js';
import { formEncode } from './redaction.js';
import { parseBody, readTokenSet } from './token-answer.js';
import { judgeAnswer } from './token-failure.js';
import type { TokenSet } from './token-set.js';

/** What a token endpoint client needs from outside. */
export interface TokenEndpointClientOptions {
  /** The guarded way out. An error of it whose `code` is `egress-denied` makes the request `misconfigured`. */
  readonly dispatcher: Dispatcher;
  /** For the whole request, from connecting to the last byte; 20,000 by default. */
  readonly timeoutMs?: number;
  /** 1 MB by default. */
  readonly maxResponseBytes?: number;
  readonly now: () => Date;
  /** Sees every exchange, masked, before the call settles; must not throw. */
  readonly onExchange?: (exchange: MaskedExchange) => void;
}

/** What a revocation came to: `already-invalid` when the provider no longer knew the token, `not-supported` when it cannot revoke. */
export type RevocationOutcome = 'revoked' | 'already-invalid' | 'not-supported';

/** Every request to a provider's token and revocation endpoints; all methods throw `TokenRequestError` only. */
export interface TokenEndpointClient {
  /** RFC 6749 section 4.1.3, RFC 7636 section 4.5. */
  exchangeCode(
    settings: OAuthClientSettings,
    grant: { readonly code: string; readonly codeVerifier?: string },
  ): Promise<TokenSet>;
  /** RFC 6749 section 6; the answer is not merged: see `mergeRefreshed`. `extra` adds fields that are not OAuth's own. */
  refresh(
    settings: OAuthClientSettings,
    refreshToken: string,
    extra?: Readonly<Record<string, string>>,
  ): Promise<TokenSet>;
  /** RFC 6749 section 4.4. */
  clientCredentials(settings: OAuthClientSettings): Promise<TokenSet>;
  /** RFC 7523 section 2.1. */
  jwtBearer(settings: OAuthClientSettings): Promise<TokenSet>;
  /** RFC 6749 section 4.3; what is typed in is sent once, and nowhere kept. */
  password(
    settings: OAuthClientSettings,
    typed: { readonly username: string; readonly password: string },
  ): Promise<TokenSet>;
  /** RFC 7009. */
  revoke(
    settings: OAuthClientSettings,
    token: string,
    hint?: 'access_token' | 'refresh_token',
  ): Promise<RevocationOutcome>;
}

/** Makes a client; it holds no state, so make one wherever it is handy. */
export function createTokenEndpointClient(options: TokenEndpointClientOptions): TokenEndpointClient {
  const sender = new Sender(options);
  return {
    exchangeCode: (settings, { code, codeVerifier }) =>
      sender.token(settings.tokenUrl, settings, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: settings.redirectUri,
        ...(codeVerifier === undefined ? {} : { code_verifier: codeVerifier }),
      }),
    refresh: (settings, refreshToken, extra = {}) =>
      sender.token(settings.refreshUrl ?? settings.tokenUrl, settings, {
        ...extra,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      }),
    clientCredentials: (settings) =>
      sender.token(settings.tokenUrl, settings, {
        ...settings.additionalFields,
        grant_type: 'client_credentials',
        ...scopeOf(settings),
      }),
    jwtBearer: async (settings) =>
      sender.token(settings.tokenUrl, settings, {
        ...settings.additionalFields,
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: await assertionOf(settings, options.now()),
        ...scopeOf(settings),
      }),
    password: (settings, { username, password }) =>
      sender.token(settings.tokenUrl, settings, {
        ...settings.additionalFields,
        grant_type: 'password',
        username,
        password,
        ...scopeOf(settings),
      }),
    revoke: (settings, token, hint) => sender.revocation(settings, { token, ...(hint && { token_type_hint: hint }) }),
  };
}

type Form = Readonly<Record<string, string>>;

function scopeOf({ scopes, scopeSeparator }: OAuthClientSettings): Form {
  return scopes.length === 0 ? {} : { scope: scopes.join(scopeSeparator) };
}

async function assertionOf({ assertion }: OAuthClientSettings, now: Date): Promise<string> {
  try {
    if (assertion !== undefined) return await signAssertion(assertion, now);
  } catch {
    // What the signer says might quote the key.
  }
  throw new TokenRequestError('The private key of the profile cannot sign: enter it again.', {
    kind: 'misconfigured',
    reason: 'key-unusable',
  });
}

/** An answer together with what must not be repeated of it. */
interface Answer {
  readonly received: ReceivedAnswer;
  readonly secrets: readonly string[];
  readonly sentAt: Date;
}

class Sender {
  private readonly bounds: PostBounds;

  constructor(private readonly options: TokenEndpointClientOptions) {
    const { dispatcher, timeoutMs = 20_000, maxResponseBytes = 1_000_000 } = options;
    this.bounds = { dispatcher, timeoutMs, maxResponseBytes };
  }

  async token(url: string, settings: OAuthClientSettings, form: Form): Promise<TokenSet> {
    const answer = await this.send(url, settings, form);
    const body = parseBody(answer.received);
    const failure = this.judge(answer, body);
    if (failure) throw refusal(failure, answer.received);
    const tokenSet = body && readTokenSet(body, answer.sentAt);
    if (tokenSet) return tokenSet;
    throw new TokenRequestError(
      `The token endpoint answered ${answer.received.status} without a usable access token: check the token URL.`,
      { kind: 'misconfigured', reason: 'answer-unusable', status: answer.received.status },
    );
  }

  async revocation(settings: OAuthClientSettings, form: Form): Promise<RevocationOutcome> {
    if (settings.revocationUrl === undefined) return 'not-supported';
    const answer = await this.send(settings.revocationUrl, settings, form);
    const failure = this.judge(answer, parseBody(answer.received));
    if (!failure) return 'revoked';
    if (failure.vendorError === 'unsupported_token_type') return 'not-supported';
    if (failure.kind === 'permanent') return 'already-invalid';
    throw refusal(failure, answer.received);
  }

  private judge({ received, secrets }: Answer, body: ReturnType<typeof parseBody>): TokenFailure | undefined {
    const retryAfter = received.headers['retry-after'];
    return judgeAnswer(body, { status: received.status, retryAfter, secrets, now: this.options.now() });
  }

  private async send(url: string, settings: OAuthClientSettings, form: Form): Promise<Answer> {
    const post = writePost(readUrl(url), settings, form);
    const secrets = secretsOf(settings, form);
    const startedAt = this.options.now();
    const result = await boundedPost(post, this.bounds);
    const durationMs = this.options.now().getTime() - startedAt.getTime();
    this.options.onExchange?.(maskExchange({ post, result, secrets, startedAt, durationMs }));
    if (result.failure || !result.received) throw unanswered(result, this.bounds);
    return { received: result.received, secrets, sentAt: startedAt };
  }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username + url.password === '') return url;
  throw new TokenRequestError('The token, refresh or revocation URL of the profile is not an https URL: correct it.', {
    kind: 'misconfigured',
    reason: 'url-invalid',
  });
}

/**
 * A form with the client's own proof added (RFC 6749 section 2.3.1); without a secret none is sent, not even an empty one. An
 * assertion names its client itself.
 */
function writePost(url: URL, settings: OAuthClientSettings, form: Form): FormPost {
  const { clientId, clientSecret, clientAuthentication } = settings;
  const isNamed = form['assertion'] === undefined;
  const hasSecret = clientSecret !== undefined && clientSecret !== '' && clientAuthentication !== 'none';
  const isBasic = hasSecret && clientAuthentication === 'client_secret_basic';
  const body = new URLSearchParams(form);
  if (isNamed && !isBasic) body.set('client_id', clientId);
  if (hasSecret && !isBasic) body.set('client_secret', clientSecret);
  return {
    url,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Attache',
      ...(isBasic ? { authorization: `Basic ${basicCredentials(clientId, clientSecret)}` } : {}),
    },
    body: body.toString(),
  };
}

function basicCredentials(clientId: string, clientSecret: string): string {
  return Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
}

const secretFields = ['code', 'code_verifier', 'refresh_token', 'token', 'assertion', 'password'];
/** A shorter one is part of too many words to be taken out of all that is shown. */
const shortestPassword = 4;

function secretsOf({ clientId, clientSecret }: OAuthClientSettings, form: Form): string[] {
  const sent = secretFields
    .map((name) => form[name])
    .filter((secret = '') => secret !== form['password'] || secret.length >= shortestPassword);
  const own = clientSecret ? [clientSecret, basicCredentials(clientId, clientSecret)] : [];
  return [...own, ...sent].filter((secret) => secret !== undefined && secret !== '') as string[];
}

function unanswered({ failure }: PostResult, { timeoutMs, maxResponseBytes }: PostBounds): TokenRequestError {
  const reason = failure?.reason ?? 'network';
  const messages = {
    timeout: `The token endpoint did not answer completely within ${timeoutMs} ms: try again later.`,
    network: 'The token endpoint could not be reached, or broke off its answer: try again later.',
    'egress-denied':
      'The way out refuses to call the token endpoint: correct its URL, or have the operator list its host.',
    'answer-too-large': `The token endpoint answered more than ${maxResponseBytes} bytes: check its URL.`,
  };
  const kind = reason === 'timeout' || reason === 'network' ? 'transient' : 'misconfigured';
  return new TokenRequestError(messages[reason], { kind, reason }, { cause: failure?.cause });
}

function refusal(failure: TokenFailure, received: ReceivedAnswer): TokenRequestError {
  const said = /^[\w.:-]+$/.test(failure.vendorError ?? '') ? ` "${failure.vendorError}"` : '';
  const advice = {
    permanent: 'authorize again.',
    transient: 'try again later.',
    misconfigured: 'check the client id, secret, URLs and scopes of the profile.',
  };
  const message =
    failure.reason === 'redirected'
      ? `The token endpoint redirects to ${redirectTarget(received) ?? 'another address'}: put the final URL into the profile.`
      : `The token endpoint refused with status ${received.status}${said}: ${advice[failure.kind]}`;
  return new TokenRequestError(message, failure);
}
