import { useQuery } from '@tanstack/react-query';
import { grantNames, isTypedGrant } from '../../../api/grant-types.ts';
import { presetsQuery, type AuthProfile } from '../auth-profiles.queries.ts';
import { credentialsIn } from '../form/ways.ts';

/** One thing that a test needs somebody to type in. */
export interface Asked {
  readonly name: 'username' | 'password' | 'key';
  readonly title: string;
  readonly description: string;
  readonly isSecret: boolean;
}

/** What a profile asks people for, in the words of its system where that has some. */
export function useAsked(profile: AuthProfile): readonly Asked[] {
  const { data: presets = [] } = useQuery(presetsQuery);
  if (!isTypedGrant(profile.grantType)) return [];
  const preset = presets.find(({ connectorId }) => connectorId !== null && connectorId === profile.connectorId);
  return credentialsIn(preset, profile)?.fields ?? plainlyAsked(profile);
}

function plainlyAsked({ grantType, credentials }: AuthProfile): readonly Asked[] {
  const { usernameTitle, passwordTitle, keyTitle } = credentials ?? {};
  if (grantType === 'api-key') return [secret('key', keyTitle ?? grantNames[grantType])];
  const username = { name: 'username', title: usernameTitle ?? 'User name', description: '', isSecret: false } as const;
  return [username, secret('password', passwordTitle ?? 'Password')];
}

function secret(name: Asked['name'], title: string): Asked {
  return { name, title, description: '', isSecret: true };
}
