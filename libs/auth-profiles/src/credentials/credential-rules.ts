import type { ProfileDraft, ProfileViolation } from '../profiles/profile-draft.js';
import { isHeaderAllowed } from './header-names.js';
import type { DraftPlacement } from './own-credentials.js';

const placementsOf = { basic: ['basic'], 'api-key': ['basic-username', 'header', 'query'] } as const;
const at = (field: string, message: string): ProfileViolation => ({ pointer: `/credentials/${field}`, message });

/** What is wrong with the credentials that a draft asks for; its check URL is judged with the other URLs. */
export function credentialViolations({ grantType, credentials }: ProfileDraft): readonly ProfileViolation[] {
  if (credentials === undefined || (grantType !== 'basic' && grantType !== 'api-key')) return [];
  const { placement, usernameTitle, passwordTitle, keyTitle } = credentials;
  const allowed: readonly string[] = placementsOf[grantType];
  return [
    ...(allowed.includes(placement.in) ? [] : [at('placement/in', `Choose one of: ${allowed.join(', ')}.`)]),
    ...placementViolations(placement),
    ...Object.entries({ usernameTitle, passwordTitle, keyTitle })
      .filter(([, title]) => title !== undefined && (title.length > 100 || /\p{Cc}/u.test(title)))
      .map(([name]) => at(name, 'Use at most 100 characters on one line.')),
  ];
}

function placementViolations(placement: DraftPlacement): readonly ProfileViolation[] {
  const { prefix, usernameSuffix, password } = placement;
  return [
    ...nameViolations(placement),
    ...Object.entries({ prefix, usernameSuffix, password })
      .filter(([, value = '']) => !isPlain(value))
      .map(([field]) => at(`placement/${field}`, 'Use at most 255 plain characters.')),
  ];
}

function nameViolations({ in: where, name = '' }: DraftPlacement): readonly ProfileViolation[] {
  if (where !== 'header' && where !== 'query') return [];
  if (name === '' || !isPlain(name)) return [at('placement/name', 'Give the name, in plain letters.')];
  if (where === 'query' || isHeaderAllowed(name)) return [];
  return [at('placement/name', 'Give a header that may be set: this one belongs to HTTP itself.')];
}

function isPlain(value: string): boolean {
  return value.length <= 255 && /^[\x20-\x7e]*$/.test(value);
}
