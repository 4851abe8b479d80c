import type { ProfileDraft, ProfilePreset } from '#auth-profiles';
import type { Connector, ConnectorRegistry, OAuthPreset } from '#connectors';

/** What providers want for a refresh token, by the host of their authorization URL, whether or not a connector knows them. */
const providers: Readonly<Record<string, ProfilePreset>> = {
  'accounts.google.com': { refreshTokenParameters: { access_type: 'offline' } },
  'login.microsoftonline.com': { refreshTokenScopes: ['offline_access'] },
};

/** The rules of the provider that a draft is about: of its connector, or else of whoever its URLs belong to. */
export function providerRules(
  draft: ProfileDraft,
  connector: Connector | undefined,
  registry: ConnectorRegistry,
): ProfilePreset {
  const host = hostOf(draft.authorizationUrl ?? draft.tokenUrl ?? '');
  const known = providers[host] ?? {};
  if (connector !== undefined) return { ...connector.oauth, ...known };
  const presets = registry.list().flatMap(({ oauth }) => oauth ?? []);
  const owner = presets.find((oauth) => siteOf(hostOf(presetUrl(oauth))) === siteOf(host));
  if (owner === undefined) return known;
  const { urlRules, pkce, refreshTokenScopes } = owner;
  return { urlRules, pkce, refreshTokenScopes, ...known };
}

function presetUrl({ authorizationUrl, parameters }: OAuthPreset): string {
  const defaults = new Map(parameters.map(({ name, default: value }) => [name, value]));
  return authorizationUrl.replace(/\{([\w-]+)\}/g, (_, name: string) => defaults.get(name) ?? 'placeholder');
}

/** Empty for what is no URL, or one whose host is a parameter. */
function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}

/** The last two labels of a host; never the same for two empty ones. */
function siteOf(host: string): string | symbol {
  return /[^.]+\.[a-z][^.]*$/.exec(host)?.[0] ?? Symbol('no site');
}
