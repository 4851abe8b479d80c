import { expiresAtMs, idleRefreshAt, refreshMarginMs, type LifecycleRules, type TokenSet } from '#auth-profiles';
import type { Authorization } from '../authorization.entity.js';

/** The columns that follow from a token set. */
export type TokenColumns = Pick<
  Authorization,
  'extras' | 'expiresAt' | 'isRefreshable' | 'nextRefreshAt' | 'idleRefreshAt'
>;

/** What may be stored in the clear of a token answer: addresses and names, by their names. All else stays sealed. */
const shownExtras = ['instance_url', 'id', 'api_domain', 'location'];
const longestExtra = 500;

/** What is stored beside a token set; one of client credentials is refreshable without a refresh token. */
export function tokenColumns(tokenSet: TokenSet, isRefreshable: boolean, rules: LifecycleRules): TokenColumns {
  const expiry = expiresAtMs(tokenSet, rules);
  const due = isRefreshable && expiry !== undefined ? new Date(expiry - refreshMarginMs(tokenSet, rules)) : null;
  const idle = idleRefreshAt(tokenSet, rules) ?? null;
  return {
    extras: showExtras(tokenSet.extras),
    expiresAt: expiry === undefined ? null : new Date(expiry),
    isRefreshable,
    nextRefreshAt: due === null || (idle !== null && idle < due) ? idle : due,
    idleRefreshAt: idle,
  };
}

function showExtras(extras: Readonly<Record<string, unknown>>): Record<string, string> {
  const shown = shownExtras
    .map((name) => [name, extras[name]] as const)
    .filter(
      (entry): entry is readonly [string, string] => typeof entry[1] === 'string' && entry[1].length <= longestExtra,
    );
  return Object.fromEntries(shown);
}
