import { useQuery } from '@tanstack/react-query';
import { grantNames } from '../../api/grant-types.ts';
import { presetsQuery, type AuthProfile } from './auth-profiles.queries.ts';
import { credentialsIn } from './form/ways.ts';

/** Names how a profile authorizes, in the words of its system where that has some. */
export function useWayName(): (profile: AuthProfile) => string {
  const { data: presets = [] } = useQuery(presetsQuery);
  return (profile) => {
    const preset = presets.find(({ connectorId }) => connectorId !== null && connectorId === profile.connectorId);
    return credentialsIn(preset, profile)?.title ?? grantNames[profile.grantType];
  };
}
