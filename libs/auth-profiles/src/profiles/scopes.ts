import { ScopeInsufficientError } from '../errors.js';

/** The scopes in what somebody pasted or a provider answered: separated by spaces, commas or line breaks, each once. */
export function parseScopes(value: string | readonly string[]): string[] {
  const text = typeof value === 'string' ? value : value.join(' ');
  return [...new Set(text.split(/[\s,]+/).filter((scope) => scope !== ''))];
}

/** What a token set says of the scopes granted. */
interface Granted {
  readonly scopes?: readonly string[];
  readonly refreshToken?: string;
}

const offlineScopes: readonly string[] = ['offline_access', 'refresh_token'];

/**
 * Throws `ScopeInsufficientError` when a required scope was not granted. A provider that does not say granted what was asked for; a
 * refresh token proves `offline_access`; a scope may come back qualified (`https://api.example.com/Mail.Send` for `Mail.Send`);
 * a `{parameter}` stands for whatever it was filled with.
 */
export function requireScopes(required: readonly string[], granted: Granted): void {
  if (granted.scopes === undefined) return;
  const given = granted.scopes.map((scope) => scope.toLowerCase());
  const missing = required.filter((scope) => {
    if (offlineScopes.includes(scope) && granted.refreshToken !== undefined) return false;
    const wanted = scope.toLowerCase();
    const filled = filledPattern(wanted);
    return !given.some((scope) => filled.test(scope) || scope.endsWith(`/${wanted}`));
  });
  if (missing.length > 0) throw new ScopeInsufficientError(missing);
}

/** What a scope may have become once its `{parameters}` were filled. */
function filledPattern(scope: string): RegExp {
  const parts = scope.split(/\{[a-z][\w-]*\}/);
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\w.-]+')}$`);
}
