import type { ProfileDraft, ProfilePreset } from '#auth-profiles';
import type { Connector, ConnectorRegistry, OAuthPreset } from '#connectors';

/** The rules of the provider that a draft is about: of its connector, or else of whoever its URLs belong to. */
export function providerRules(
  draft: ProfileDraft,
  connector: Connector | undefined,
  registry: ConnectorRegistry,
): ProfilePreset {
  if (connector !== undefined) return { ...connector.oauth, ownUrls: ownUrls(connector) };
  const host = hostOf(draft.authorizationUrl ?? draft.tokenUrl ?? '');
  const presets = registry.list().flatMap(({ oauth }) => oauth ?? []);
  const isOf = (part: (host: string) => string | symbol) => (oauth: OAuthPreset) =>
    part(hostOf(presetUrl(oauth))) === part(host);
  const owner = presets.find(isOf(wholeHost)) ?? presets.find(isOf(siteOf));
  if (owner === undefined) return {};
  const { urlRules, pkce, refreshTokenScopes, refreshTokenParameters } = owner;
  return { urlRules, pkce, refreshTokenScopes, refreshTokenParameters };
}

/** What the connector declares of URLs, its base URL too where that is made of parameters alone. */
function ownUrls({ oauth, baseUrl }: Connector): readonly string[] {
  if (oauth === undefined) return [];
  const { authorizationUrl, tokenUrl, refreshUrl, revocationUrl, parameters } = oauth;
  const declared = [authorizationUrl, tokenUrl, refreshUrl, revocationUrl].flatMap((url) => url ?? []);
  const open = Object.fromEntries(parameters.map(({ name }) => [name, `{${name}}`]));
  try {
    return [...declared, baseUrl({ parameters: open, extras: {}, scopes: [] })];
  } catch {
    return declared;
  }
}

function presetUrl({ authorizationUrl, parameters }: OAuthPreset): string {
  const defaults = new Map(parameters.map(({ name, default: value }) => [name, value]));
  return authorizationUrl.replace(/\{([\w-]+)\}/g, (_, name: string) => defaults.get(name) ?? 'placeholder');
}

/** Empty for what is no URL, or one whose host is a parameter. */
function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}

/** The host itself; never the same for two empty ones. */
function wholeHost(host: string): string | symbol {
  return host === '' ? Symbol('no host') : host;
}

/** The last two labels of a host; never the same for two empty ones. */
function siteOf(host: string): string | symbol {
  return /[^.]+\.[a-z][^.]*$/.exec(host)?.[0] ?? Symbol('no site');
}
