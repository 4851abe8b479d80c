import { RequestInvalidError } from '../../http/problem.js';
import type { ResolvedAuthProfile } from '../resolved-auth-profile.js';

/**
 * Every value must be of a parameter that the profile has and must match its pattern, so that no secret goes to another host.
 * @throws {RequestInvalidError}
 */
export function requireKnownParameters(
  profile: Pick<ResolvedAuthProfile, 'parameterDefinitions'>,
  parameters: Readonly<Record<string, string>>,
): void {
  const violations = Object.entries(parameters).flatMap(([name, value]) => {
    const definition = profile.parameterDefinitions.find((known) => known.name === name);
    const pointer = `/parameters/${name}`;
    if (definition === undefined) return [{ pointer, detail: 'The auth profile has no such parameter.' }];
    const isFit = typeof value === 'string' && new RegExp(`^(?:${definition.pattern})$`, 'u').test(value);
    return isFit ? [] : [{ pointer, detail: `It must be like ${definition.examples.join(' or ')}.` }];
  });
  if (violations.length > 0) throw new RequestInvalidError(violations);
}
