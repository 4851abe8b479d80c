import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  createConnectorContext,
  createEgress,
  createOperationContext,
  validateInput,
  type CallAuthorization,
  type Connector,
  type CredentialPreset,
  type Egress,
  type Grant,
  type HttpExchange,
  type OAuthPreset,
  type Operation,
} from '#connectors';
import type { Person } from '../../../apps/sandbox/src/system.js';
import type { RunningSystem } from '../../../apps/sandbox/src/running-system.js';
import type { SystemProfile } from '../../../apps/sandbox/src/system-profiles.js';
import { HttpBrowser } from '../../../apps/sandbox/src/testing.js';
import type { ConnectorStory } from './connector-story.js';

const api = 'http://localhost:3000';

/** How one run is sent. */
export interface RunSettings {
  readonly maxAttempts?: number;
  readonly onExchange?: (exchange: HttpExchange) => void;
}

/** A connector that is authorized at its look-alike, without a server between. */
export interface Reach {
  readonly connector: Connector;
  readonly system: RunningSystem;
  /** What must never be seen. */
  readonly secrets: readonly string[];
  run(operation: Operation, input: object, settings?: RunSettings): Promise<unknown>;
  reconcile(operation: Operation, input: object, since: Date): Promise<unknown>;
  /** An input that works, made for one run. */
  input(operation: Operation): Promise<object>;
  close(): Promise<void>;
}

interface Authorized {
  readonly grant: Grant;
  readonly authorization: CallAuthorization;
  readonly secrets: readonly string[];
}

/** Authorizes a connector the best way that it has, as Ada. */
export async function reach(connector: Connector, system: RunningSystem, story: ConnectorStory): Promise<Reach> {
  const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
  const { grant: unchosen, authorization, secrets } = await authorize(connector, system, story);
  const base = { connector, egress, authorize: () => authorization, random: () => 0 };
  const grant = await choose(connector, unchosen, base);
  const account = await connector.whoami(createConnectorContext({ ...base, grant }));
  await connector.verify(createConnectorContext({ ...base, grant }), account);
  const context = (settings: RunSettings = {}) =>
    createOperationContext({ ...base, grant, account, content: file(), timeoutMs: 5_000, ...settings });
  const run: Reach['run'] = (operation, input, settings) =>
    operation.run(context(settings), validateInput(operation, input));
  const runByName = (name: string, input?: object): Promise<unknown> => {
    const operation = connector.operations.find((one) => one.name === name);
    if (operation === undefined) throw new Error(`${connector.id} has no operation ${name}`);
    return run(operation, input ?? operation.example ?? {});
  };
  return {
    ...{ connector, system, secrets, run },
    reconcile: async (operation, input, since) =>
      operation.reconcile?.(context(), validateInput(operation, input), since),
    input: async ({ name, example = {} }) => {
      const input = story.inputs?.[name] ?? example;
      return typeof input === 'function' ? input(runByName) : input;
    },
    close: () => egress.dispatcher.destroy(),
  };
}

const file = () => ({
  ...{ stream: Readable.from(['a file']), mediaType: 'text/plain', sizeBytes: 6, name: 'a-file.txt' },
});

async function choose(
  { choice }: Connector,
  grant: Grant,
  base: { readonly connector: Connector; readonly egress: Egress; readonly authorize: () => CallAuthorization },
): Promise<Grant> {
  if (choice === undefined) return grant;
  const [first] = await choice.options(createConnectorContext({ ...base, grant: filled(grant) }));
  const parameters = { ...grant.parameters, ...(first && { [choice.parameter]: first.value }) };
  return filled({ ...grant, parameters });
}

/** The profile's URL with what was asked of whoever authorized. */
function filled(grant: Grant): Grant {
  return { ...grant, apiUrl: grant.apiUrl === undefined ? undefined : fill(grant.apiUrl, grant.parameters) };
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (template, name: string) => values[name] ?? template);
}

async function authorize(connector: Connector, system: RunningSystem, story: ConnectorStory): Promise<Authorized> {
  const profiles = system.profiles(api);
  const byOAuth = profiles.find(({ authorizationUrl }) => authorizationUrl !== undefined);
  if (connector.oauth && byOAuth) return byCode(connector.oauth, byOAuth, story);
  const profile = profiles.find(({ credentialsId }) => credentialsId !== undefined);
  const preset = connector.credentials?.find(({ id }) => id === profile?.credentialsId);
  if (profile === undefined || preset === undefined) throw new Error(`there is no way into ${system.name}`);
  const typed = story.credentials?.[preset.id] ?? typedBy(system.people[0], preset);
  return {
    grant: filled({ parameters: parametersOf(preset, story), extras: {}, scopes: [], apiUrl: profile.apiUrl }),
    authorization: place(preset, typed),
    secrets: Object.values(typed).filter((value) => !value.includes('@') && value !== 'sandbox'),
  };
}

/** What a person types in, where the look-alike goes by the standard. */
export function typedBy(person: Person | undefined, preset: CredentialPreset): Readonly<Record<string, string>> {
  if (preset.kind === 'api-key') return { key: person?.apiKey ?? '' };
  return { username: person?.username ?? '', password: person?.apiKey ?? 'sandbox' };
}

/** What is asked of whoever authorizes: defaults, or the first example. */
export function parametersOf(
  { parameters }: Pick<OAuthPreset | CredentialPreset, 'parameters'>,
  story: ConnectorStory,
): Readonly<Record<string, string>> {
  const values = parameters.map(({ name, default: byDefault, examples }) => [name, byDefault ?? examples[0] ?? '']);
  return { ...(Object.fromEntries(values) as Record<string, string>), ...story.parameters };
}

function place(preset: CredentialPreset, typed: Readonly<Record<string, string>>): CallAuthorization {
  const { placement } = preset;
  const { username = '', password = '', key = '' } = typed;
  const basic = (pair: string) => ({ headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } });
  if (placement.in === 'basic') return basic(`${username}${placement.usernameSuffix ?? ''}:${password}`);
  if (placement.in === 'basic-username') return basic(`${key}:${placement.password}`);
  if (placement.in === 'query') return { query: { [placement.name]: key } };
  return { headers: { [placement.name]: `${placement.prefix ?? ''}${key}` } };
}

/** RFC 6749, section 4.1, with PKCE: through the look-alike's own pages. */
async function byCode(preset: OAuthPreset, profile: SystemProfile, story: ConnectorStory): Promise<Authorized> {
  const { clientSecret = '', scopes = [], apiUrl } = profile;
  const verifier = randomBytes(32).toString('base64url');
  const filledIn = { ...profile, scopes: profile.scopes?.map((scope) => fill(scope, parametersOf(preset, story))) };
  const back = await new HttpBrowser().authorize(authorizationRequest(preset, filledIn, verifier));
  const answer = await exchangeCode(preset, profile, {
    code: back.searchParams.get('code') ?? '',
    code_verifier: verifier,
  });
  const { access_token: accessToken, refresh_token: refreshToken, scope, ...extras } = answer;
  if (typeof accessToken !== 'string') throw new Error(`no token came: ${JSON.stringify(answer)}`);
  const granted = typeof scope === 'string' ? scope.split(/[ ,]/) : scopes;
  return {
    grant: filled({ parameters: parametersOf(preset, story), extras, scopes: granted, apiUrl }),
    authorization: { headers: { authorization: `Bearer ${accessToken}` } },
    secrets: [accessToken, clientSecret, ...(typeof refreshToken === 'string' ? [refreshToken] : [])],
  };
}

const redirectUri = ({ connectorId }: SystemProfile) => `${api}/oauth/callback/system-${connectorId}`;

function authorizationRequest(preset: OAuthPreset, profile: SystemProfile, verifier: string): URL {
  const { clientId = '', authorizationUrl = '', scopes = [] } = profile;
  const asked = new URL(authorizationUrl);
  const query = {
    ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri(profile), state: 'story' },
    ...(scopes.length > 0 && { scope: scopes.join(preset.scopeSeparator) }),
    ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
    ...preset.additionalParameters,
    ...preset.refreshTokenParameters,
  };
  for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
  return asked;
}

async function exchangeCode(
  { clientAuthentication }: OAuthPreset,
  profile: SystemProfile,
  form: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { clientId = '', clientSecret = '', tokenUrl = '' } = profile;
  const inHeader = clientAuthentication === 'client_secret_basic';
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: inHeader ? { authorization: `Basic ${basic}` } : {},
    body: new URLSearchParams({
      ...{ grant_type: 'authorization_code', redirect_uri: redirectUri(profile), ...form },
      ...(!inHeader && { client_id: clientId, client_secret: clientSecret }),
    }),
  });
  return (await response.json()) as Readonly<Record<string, unknown>>;
}
