import type { AuthorizationField } from '#auth-profiles';
import type { CallAuthorization, CredentialPlacement } from '#connectors';

/** What calls are authorized with, and where it goes. */
export interface AuthorizedCall {
  readonly accessToken: string;
  /** Undefined: it is a bearer token (RFC 6750). */
  readonly placement?: CredentialPlacement;
  /** What the auth profile adds to every call. */
  readonly authorizationFields?: readonly AuthorizationField[];
}

/** What authorizes a call to a vendor. */
export function callAuthorization({
  accessToken,
  placement,
  authorizationFields: fields = [],
}: AuthorizedCall): CallAuthorization {
  const placed = (where: AuthorizationField['placement']) =>
    Object.fromEntries(fields.filter((field) => field.placement === where).map(({ key, value }) => [key, value]));
  return {
    headers: { ...placed('header'), ...headersOf(accessToken, placement) },
    query: { ...placed('query'), ...(placement?.in === 'query' && { [placement.name]: accessToken }) },
    body: placed('body'),
    path: placed('path'),
  };
}

function headersOf(accessToken: string, placement: CredentialPlacement | undefined): Record<string, string> {
  switch (placement?.in) {
    case undefined:
      return { authorization: `Bearer ${accessToken}` };
    case 'basic':
    case 'basic-username':
      return { authorization: `Basic ${accessToken}` };
    case 'header':
      return { [placement.name.toLowerCase()]: `${placement.prefix ?? ''}${accessToken}` };
    case 'query':
      return {};
  }
}
