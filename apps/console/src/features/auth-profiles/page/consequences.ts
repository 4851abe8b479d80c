import { isCredentialGrant } from '../../../api/grant-types.ts';
import type { AuthProfile, Usage } from '../auth-profiles.queries.ts';
import { bodyOfCredentials } from '../form/own-credentials.ts';
import { formOf, urlFields, type ProfileForm } from '../form/profile-form.ts';

/** Why what was authorized before would not do after a change; undefined when it would. */
export function whyAnew(before: AuthProfile, after: ProfileForm): string | undefined {
  if (before.grantType !== after.grantType || before.credentialsId !== after.credentialsId) {
    return 'It authorizes in another way.';
  }
  if (!isSameClient(formOf(before), after)) return 'It becomes another client.';
  if ([...urlFields, 'apiUrl' as const].some((field) => originOf(before[field]) !== originOf(after[field]))) {
    return 'Its requests go to another address.';
  }
  if (placeOf(formOf(before)) !== placeOf(after)) return 'What people enter goes to another place.';
  const more = after.scopes.filter((scope) => !before.scopes.includes(scope));
  return more.length === 0 ? undefined : `It asks for more: ${more.join(', ')}.`;
}

/** How much must be authorized again, in words; undefined when nothing must. */
export function affectedWords({
  actions,
  sharedAuthorizationCount,
  endUserAuthorizationCount,
}: Usage): string | undefined {
  const authorizations = sharedAuthorizationCount + endUserAuthorizationCount;
  if (authorizations === 0 && actions.length === 0) return undefined;
  const ofActions = actions.length === 1 ? '1 action works' : `${actions.length} actions work`;
  const must = authorizations === 1 ? '1 authorization' : `${authorizations} authorizations`;
  return `${ofActions} with this profile, and ${must} would have to be given again.`;
}

function isSameClient(before: ProfileForm, after: ProfileForm): boolean {
  if (isCredentialGrant(after.grantType)) return true;
  return before.clientId === after.clientId && before.subject === after.subject;
}

/** Where what people enter goes, for a profile that says it itself. */
function placeOf({ grantType, connectorId, credentials }: ProfileForm): string {
  if (!isCredentialGrant(grantType) || connectorId !== null) return '';
  const { placement, checkUrl = '' } = bodyOfCredentials(credentials, grantType);
  return JSON.stringify([placement, originOf(checkUrl)]);
}

function originOf(url: string | null): string {
  const filled = (url ?? '').replaceAll(/\{[^{}]*\}/g, 'parameter');
  return URL.parse(filled)?.origin ?? filled;
}
