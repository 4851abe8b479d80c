/** A text that is not empty. */
export function words(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of some words. */
export function oneOf<const Word extends string>(those: readonly Word[], value: unknown): Word | undefined {
  return those.find((word) => word === value);
}

/** A day as `YYYY-MM-DD`. */
export function day(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

/** A path of ours to go to after signing in: whoever sends a link must not choose where it ends. */
export function ownPath(value: unknown): string {
  return isOwnPath(value) && !value.startsWith('/sign-in') ? value : '/';
}

/** Whether something is a path of this very server. */
export function isOwnPath(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value);
}

/** The request to authorize that an address names; what the last page of one adds to the address that it leads back to is forgotten. */
export function requestOf(search: Readonly<Record<string, unknown>>) {
  const request = words(search['authorizationRequestId']) ?? words(search['request']);
  return { request, authorizationRequestId: undefined, status: undefined };
}
