import { fillUrl, UrlParameterInvalidError } from '#auth-profiles';
import type { ResolvedAuthProfile } from '../../auth-profiles/resolved-auth-profile.js';
import { fieldOf } from '../../pages/forms.js';
import type { ParameterQuestion } from '../../pages/views/page.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';

/** A request that is open, and the profile that it is for. */
export interface OpenLink {
  readonly row: AuthorizationRequest;
  readonly profile: ResolvedAuthProfile;
}

/** What the profile's addresses need and the action does not say, with what the person has entered so far. */
export function questionsOf({ row, profile }: OpenLink, form?: unknown): readonly ParameterQuestion[] {
  const open = profile.parameterDefinitions.filter(({ name }) => !Object.hasOwn(row.parameters, name));
  return open.map(({ name, title, description, examples, pattern, default: byDefault }) => {
    const value = form === undefined ? (byDefault ?? '') : fieldOf(form, `parameter.${name}`).trim().slice(0, 300);
    const fault = value === '' ? 'missing' : fits(name, value, pattern) ? undefined : 'invalid';
    return { name, title, description, examples, value, fault };
  });
}

/** Whether a value may become part of a URL: its pattern alone does not say so. */
function fits(name: string, value: string, pattern: string): boolean {
  try {
    return (
      fillUrl(`https://example.com/{${name}}`, { values: { [name]: value }, patterns: { [name]: pattern } }) !== ''
    );
  } catch (error) {
    if (error instanceof UrlParameterInvalidError) return false;
    throw error;
  }
}
