import type { DialogTemplate } from './dialog.js';
import type { CredentialPreset } from './credentials.js';
import type { FaultInterpreter } from './http/answer.js';
import { createConnectorHttp, type ConnectorHttp, type ConnectorHttpOptions } from './http/http.js';
import type { RateLimitMemory, RateLimitReader } from './http/rate-limit.js';
import type { Operation, OperationContext, OperationInfo } from './operation.js';
import { matches, type OAuthPreset } from './preset.js';

/** What a connector may know of an authorization: never a token. */
export interface Grant {
  /** Values of the preset's parameters, such as `domain`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the token answer held besides OAuth's own fields, such as `instance_url`. */
  readonly extras: Readonly<Record<string, unknown>>;
  readonly scopes: readonly string[];
  /** Where the auth profile says that the API lives; it goes before what the connector would say. */
  readonly apiUrl?: string;
}

/** One of several things that an authorization can be for. */
export interface Choice {
  readonly value: string;
  /** For whoever chooses, such as the name and the address of a site. */
  readonly title: string;
}

/** What an account may have several of, so that whoever authorizes chooses one, unless there is only one, such as sites. */
export interface AccountChoice {
  /** The name under which the value is kept among the grant's parameters. */
  readonly parameter: string;
  readonly title: string;
  readonly description: string;
  /** All there are; works without the parameter. Throws `AccountNotUsableError` when there are none. */
  options(context: ConnectorContext): Promise<readonly Choice[]>;
}

/** Whom an authorization stands for at the vendor. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly organisation?: string;
  /** The vendor's edition or plan, in its own words. */
  readonly edition?: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** What a connector works with: a guarded `http` that is already authorized, and the base URL for links. */
export interface ConnectorContext {
  readonly http: ConnectorHttp;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly grant: Grant;
}

/** What a system can be good for: the closed list that a catalogue is sorted by. */
export const connectorCategories = [
  'crm',
  'sales',
  'service-desk',
  'marketing',
  'messaging',
  'mail',
  'calendar',
  'documents',
  'telephony',
  'development',
  'commerce',
  'finance',
  'people',
  'analytics',
] as const;

export type ConnectorCategory = (typeof connectorCategories)[number];

/** What stands for a system where there is little room: its own mark where its licence allows that, otherwise two letters. */
export type ConnectorMark =
  | { readonly kind: 'letters'; readonly letters: string; readonly color: string }
  /** `path` is the `d` of one path on a canvas of 24 by 24. */
  | { readonly kind: 'svg'; readonly path: string; readonly color: string };

/** A page of the vendor's. */
export interface ConnectorLink {
  readonly title: string;
  readonly url: string;
}

/** One external system: plain data, and a few functions that only ever reach out through `http`. */
export interface Connector {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly categories: readonly ConnectorCategory[];
  readonly mark: ConnectorMark;
  readonly website: string;
  /** Where the vendor says more: its API, how apps are registered. */
  readonly links: readonly ConnectorLink[];
  /** The connector's README, relative to the repository's root. */
  readonly readme: string;
  /** OAuth 2, where the system has it. */
  readonly oauth?: OAuthPreset;
  /** What people may type in instead, the best one first. A connector has `oauth`, `credentials` or both. */
  readonly credentials?: readonly CredentialPreset[];
  /** What is to be chosen once the tokens are there. */
  readonly choice?: AccountChoice;
  /** Where the API lives; throws `VendorAnswerInvalidError` when the grant does not say. The egress guard judges it. */
  baseUrl(grant: Grant): string;
  /** Other places that calls name by `origin`; with an `apiUrl` of the profile, `<apiUrl>/<name>` instead. */
  readonly origins?: Readonly<Record<string, (grant: Grant) => string>>;
  whoami(context: ConnectorContext): Promise<Account>;
  /** Throws `AccountNotUsableError`, in plain words, when the account cannot be worked with. */
  verify(context: ConnectorContext, account: Account): Promise<void>;
  /** Reads the vendor's error bodies; without it, or without an answer from it, the HTTP status decides. */
  readonly interpretFault?: FaultInterpreter;
  /** Reads what the vendor's headers say of its limit: where nothing remains, the kit does not call until it does. */
  readonly readRateLimit?: RateLimitReader;
  readonly operations: readonly Operation[];
  readonly templates: readonly DialogTemplate[];
}

/** A connector as the catalogue shows it: JSON only. */
export interface ConnectorInfo extends Omit<
  Connector,
  'baseUrl' | 'origins' | 'choice' | 'whoami' | 'verify' | 'interpretFault' | 'readRateLimit' | 'operations'
> {
  readonly operations: readonly OperationInfo[];
}

/** What it takes to reach a vendor for one authorization. */
export interface ContextOptions extends Omit<
  ConnectorHttpOptions,
  'baseUrl' | 'origins' | 'interpretFault' | 'rateLimit'
> {
  readonly connector: Pick<Connector, 'baseUrl' | 'origins' | 'interpretFault' | 'readRateLimit'>;
  readonly grant: Grant;
  /** What is known of the limit of this authorization, from one context to the next. */
  readonly rateLimitMemory?: RateLimitMemory;
}

/** Declares a connector; throws a `TypeError` when its parts do not belong together. */
export function defineConnector<Declared extends Connector>(
  connector: Declared,
): Connector & Pick<Declared, 'oauth' | 'credentials'> {
  const { id, oauth, credentials = [], operations, templates } = connector;
  const parameters = [oauth, ...credentials].flatMap((way) => way?.parameters ?? []);
  const ids = operations.map((operation) => operation.id);
  const faults = [
    ...operations
      .filter((one) => one.id !== `${id}.${one.name}`)
      .map((one) => `operation ${one.id} is of another system`),
    ...repeated(ids).map((one) => `operation ${one} is declared twice`),
    ...repeated(templates.map(({ name }) => name)).map((name) => `template ${name} is declared twice`),
    ...templates.flatMap(({ name, requires }) =>
      requires.filter((one) => !ids.includes(one)).map((one) => `template ${name} runs ${one}, which is not declared`),
    ),
    ...(oauth === undefined && credentials.length === 0 ? ['nothing says how to authorize'] : []),
    ...repeated(credentials.map((way) => way.id)).map((way) => `credentials ${way} are declared twice`),
    ...parameters
      .filter(({ default: byDefault, pattern }) => byDefault !== undefined && !matches(pattern, byDefault))
      .map(({ name }) => `the default of parameter ${name} does not match its pattern`),
    ...undescribedScopes(oauth).map((scope) => `scope ${scope} is not described`),
  ];
  if (faults.length > 0) throw new TypeError(`Connector ${id}: ${faults.join('; ')}.`);
  return Object.freeze(connector);
}

/** The catalogue's view of a connector. */
export function describeConnector(connector: Connector): ConnectorInfo {
  return { ...dataOf(connector), operations: connector.operations.map(dataOf) };
}

/** Makes what `whoami` and `verify` work with; throws `EgressDeniedError` when the base URL may not be called. */
export function createConnectorContext({
  connector,
  grant,
  rateLimitMemory: memory,
  ...options
}: ContextOptions): ConnectorContext {
  const baseUrl = (grant.apiUrl ?? connector.baseUrl(grant)).replace(/\/+$/, '');
  const origins = Object.entries(connector.origins ?? {}).map(([name, urlOf]) => [
    name,
    grant.apiUrl === undefined ? urlOf(grant) : `${baseUrl}/${name}`,
  ]);
  const { interpretFault, readRateLimit: read } = connector;
  const rateLimit = read && memory && { read, memory };
  return {
    http: createConnectorHttp({ ...options, baseUrl, origins: Object.fromEntries(origins), interpretFault, rateLimit }),
    baseUrl,
    grant,
  };
}

/** Makes what an operation works with; cheap enough to be made for each run. */
export function createOperationContext({
  account,
  content,
  ...options
}: ContextOptions & Pick<OperationContext, 'account' | 'content'>): OperationContext {
  return { ...createConnectorContext(options), account, ...(content && { content }) };
}

function undescribedScopes(oauth: OAuthPreset | undefined): readonly string[] {
  const { defaultScopes = [], refreshTokenScopes = [], scopes = [] } = oauth ?? {};
  return [...defaultScopes, ...refreshTokenScopes].filter((scope) => !scopes.some((known) => known.id === scope));
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

type Data<Declared> = {
  [
    Key in keyof Declared as Declared[Key] extends ((...args: never[]) => unknown) | undefined ? never : Key
  ]: Declared[Key];
};

function dataOf<Declared extends object>(declared: Declared): Data<Declared> {
  return Object.fromEntries(
    Object.entries(declared).filter(([, part]) => typeof part !== 'function'),
  ) as Data<Declared>;
}
