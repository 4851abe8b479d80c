import { Alert, Text } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import type { Schema } from '../../../api/client.ts';
import { accountWords } from '../../../api/accounts.ts';
import { TextLink } from '../../../ui/links.tsx';
import type { AuthProfile } from './authorization.queries.ts';

interface SavedLoginNoteProps {
  readonly profile: AuthProfile;
  readonly login: Schema<'SavedAuthorizationView'>;
}

/** Says whose login is used, where one is saved with the profile: nobody has to sign in. */
export function SavedLoginNote({ profile, login }: SavedLoginNoteProps) {
  const toProfile = (
    <TextLink to="/auth-profiles/$authProfileId" params={{ authProfileId: profile.id }} inherit>
      {profile.name}
    </TextLink>
  );
  if (login.state !== 'active') {
    return (
      <Alert color="orange" title={`The login saved with ${profile.name} must be authorized again`}>
        <Text size="sm">Reconnect it at {toProfile}, or choose a login of this action’s own.</Text>
      </Alert>
    );
  }
  return (
    <Alert color="teal" icon={<IconUserCheck />} title={`Already authorized as ${accountWords(login)}`}>
      <Text size="sm">The shared token that is saved with {toProfile} is used: nobody signs in again.</Text>
    </Alert>
  );
}
