import type { AuthorizationField } from '#auth-profiles';
import type { Violation } from '../../http/problem.js';
import type { AuthorizationFieldDto } from '../auth-profile.dto.js';
import { mask } from './profile-draft.js';

/** Authorization fields with their values, and those for which there is none. */
export interface FilledFields {
  readonly fields: readonly AuthorizationField[];
  readonly violations: readonly Violation[];
}

/** Takes the values that a body leaves out, or sends back masked, from what is stored for the same placement and key. */
export function fillValues(
  given: readonly AuthorizationFieldDto[],
  stored: readonly AuthorizationField[],
): FilledFields {
  const fields: AuthorizationField[] = [];
  const violations: Violation[] = [];
  for (const [index, { placement, key, value }] of given.entries()) {
    const isKept = value == null || value === mask;
    const kept = stored.find((field) => field.placement === placement && field.key === key);
    if (isKept && kept === undefined) {
      violations.push({ pointer: `/authorizationFields/${index}/value`, detail: 'Give the value; none is stored.' });
    } else {
      fields.push({ placement, key, value: isKept ? (kept?.value ?? '') : value });
    }
  }
  return { fields, violations };
}
