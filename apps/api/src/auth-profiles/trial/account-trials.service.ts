import { Injectable } from '@nestjs/common';
import { redact, type TokenSet } from '#auth-profiles';
import { ConnectorError, createConnectorContext, type Connector, type HttpExchange } from '#connectors';
import { callAuthorization } from '../../connectors/call-authorization.js';
import { callCheckUrl } from '../../connectors/check-call.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { TypedCredentials } from '../credentials/typed-credentials.js';
import type { ResolvedAuthProfile } from '../resolved-auth-profile.js';
import { bad, good, notice, type Finding } from './findings.js';
import { maskedExchangeOf, type ShownExchange } from './shown-exchange.js';

const timeoutMs = 10_000;
const shortestSecret = 4;

/** What the system is asked with. */
export interface AccountQuestion {
  readonly profile: ResolvedAuthProfile;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tokenSet: TokenSet;
  /** What was typed in, so that no answer repeats it. */
  readonly typed?: TypedCredentials;
}

/** What asking has shown, and the last call. */
export interface AccountTrial {
  readonly findings: readonly Finding[];
  readonly exchange?: ShownExchange;
}

/** Asks systems who somebody is, as far as a connector or a check URL knows how. */
@Injectable()
export class AccountTrialsService {
  constructor(private readonly connectors: ConnectorsService) {}

  /** Who a token stands for; nothing where no connector can tell. */
  async ofToken(question: AccountQuestion): Promise<AccountTrial> {
    const connector = this.connectorOf(question);
    if (connector === undefined) return { findings: [] };
    const { findings, exchange } = await this.ask(question, (see) => this.whoami(connector, question, see));
    const isKnown = findings.every(({ level }) => level !== 'bad');
    if (isKnown) return { findings };
    const words = findings.map(({ message }) => message).join(' ');
    return { findings: [notice('account-unknown', `The account could not be read: ${words}`)], exchange };
  }

  /** Whether what was typed in is taken. */
  async ofCredentials(question: AccountQuestion): Promise<AccountTrial> {
    const connector = this.connectorOf(question);
    const checkUrl = question.profile.checkUrlOf(question.parameters);
    if (connector === undefined && checkUrl === undefined) {
      const message = 'Nothing can be tried: give an authorization check URL, or make the profile for a connector.';
      return { findings: [notice('nothing-to-ask', message)] };
    }
    return this.ask(question, async (see) => [
      ...(checkUrl === undefined ? [] : await this.check(checkUrl, question)),
      ...(connector === undefined ? [] : await this.whoami(connector, question, see)),
    ]);
  }

  private connectorOf({ profile }: AccountQuestion): Connector | undefined {
    return this.connectors.registry.find(profile.connectorId ?? '');
  }

  private async ask(
    { typed }: AccountQuestion,
    inquire: (see: (exchange: HttpExchange) => void) => Promise<readonly Finding[]>,
  ): Promise<AccountTrial> {
    let last: HttpExchange | undefined;
    const secrets = secretsOf(typed);
    const startedAt = new Date();
    const findings = await inquire((seen) => (last = seen)).catch((error: unknown) => [findingOf(error)]);
    return {
      findings: findings.map((finding) => ({ ...finding, message: redact(finding.message, secrets) })),
      exchange: last && maskedExchangeOf(last, { secrets, startedAt }),
    };
  }

  private async check(checkUrl: string, question: AccountQuestion): Promise<readonly Finding[]> {
    await callCheckUrl(this.connectors.egress, checkUrl, authorizationOf(question));
    return [good('check-url-accepts', 'The authorization check URL takes what was entered.')];
  }

  private async whoami(
    connector: Connector,
    question: AccountQuestion,
    onExchange: (exchange: HttpExchange) => void,
  ): Promise<readonly Finding[]> {
    const { profile, parameters, tokenSet } = question;
    const { extras, scopes = [] } = tokenSet;
    const authorization = authorizationOf(question);
    const context = createConnectorContext({
      connector,
      grant: { parameters, extras, scopes, apiUrl: profile.apiUrlOf(parameters) },
      egress: this.connectors.egress,
      authorize: () => authorization,
      timeoutMs,
      onExchange,
    });
    const account = await connector.whoami(context);
    await connector.verify(context, account);
    return [good('account-known', `The account is ${account.name}.`)];
  }
}

function authorizationOf({ profile, tokenSet }: AccountQuestion) {
  const { credentials, authorizationFields } = profile;
  return callAuthorization({
    accessToken: tokenSet.accessToken,
    placement: credentials?.placement,
    authorizationFields,
  });
}

/** What was typed in, alone and as it is sent. */
function secretsOf({ username = '', password = '', key = '' }: TypedCredentials = {}): readonly string[] {
  const sent = [`${username}:${password}`, `${key}:`].map((text) => Buffer.from(text).toString('base64'));
  return [password, key, ...(username + password + key === '' ? [] : sent)].filter(
    (secret) => secret.length >= shortestSecret,
  );
}

const codes: Readonly<Record<string, string>> = {
  'vendor-unauthorized': 'credentials-refused',
  'vendor-forbidden': 'credentials-refused',
  'account-not-usable': 'account-not-usable',
  'egress-denied': 'egress-denied',
};

function findingOf(error: unknown): Finding {
  if (!(error instanceof ConnectorError)) throw error;
  const said = error.vendorMessage === undefined ? '' : ` It says: “${error.vendorMessage}”`;
  return bad(codes[error.code] ?? 'system-unavailable', `${error.message}${said}`);
}
