/** Asks for a refresh token where parameters of the authorization request do; nobody outside sees it. */
export const offlineScope = 'sandbox-offline';

/** The library strips `offline_access` from requests without `prompt=consent`, which systems do not: inside, it has another name. */
const inside = 'sandbox-offline_access';

/** A scope as the authorization library sees it. */
export function scopeInside(scope: string): string {
  return scope === 'offline_access' ? inside : scope;
}

/** Scopes as callers see them, from a list of the library's. */
export function scopesOutside(scope: string | undefined): readonly string[] {
  const scopes = (scope ?? '').split(' ').filter((one) => one !== '' && one !== offlineScope);
  return scopes.map((one) => (one === inside ? 'offline_access' : one));
}

/** Turns an authorization request into one that the library takes. */
export function adaptInside(query: URLSearchParams): void {
  const asked = (query.get('scope') ?? '').split(' ').filter(Boolean);
  if (asked.length > 0) query.set('scope', [...new Set(asked.map(scopeInside))].join(' '));
  const prompts = (query.get('prompt') ?? '').split(' ').filter((one) => ['login', 'consent', 'none'].includes(one));
  if (prompts.length > 0) query.set('prompt', prompts.join(' '));
  else query.delete('prompt');
}
