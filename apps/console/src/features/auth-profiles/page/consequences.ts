import type { AuthProfile, Usage } from '../auth-profiles.queries.ts';
import { urlFields, type ProfileForm } from '../form/profile-form.ts';

/** Why what was authorized before would not do after a change; undefined when it would. */
export function whyAnew(before: AuthProfile, after: ProfileForm): string | undefined {
  if (before.clientId !== after.clientId || before.grantType !== after.grantType) return 'It becomes another client.';
  if (urlFields.some((field) => originOf(before[field]) !== originOf(after[field]))) {
    return 'Its requests go to another address.';
  }
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

function originOf(url: string | null): string {
  const filled = (url ?? '').replaceAll(/\{[^{}]*\}/g, 'parameter');
  return URL.parse(filled)?.origin ?? filled;
}
