import type { AuthorizationField } from '#auth-profiles';
import type { CallAuthorization } from '#connectors';

/** What authorizes a call to a vendor: the access token as a bearer token (RFC 6750), and what the auth profile adds to every call. */
export function callAuthorization(accessToken: string, fields: readonly AuthorizationField[] = []): CallAuthorization {
  const placed = (placement: AuthorizationField['placement']) =>
    Object.fromEntries(fields.filter((field) => field.placement === placement).map(({ key, value }) => [key, value]));
  return {
    headers: { ...placed('header'), authorization: `Bearer ${accessToken}` },
    query: placed('query'),
    body: placed('body'),
    path: placed('path'),
  };
}
