import { Alert, Code, Group, List, Select, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconBuilding, IconKey, IconPlus } from '@tabler/icons-react';
import { useChildMatches } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMay } from '../../../api/session.ts';
import { Details } from '../../../ui/details.tsx';
import { ButtonLink, TextLink } from '../../../ui/links.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { ActionPlace, Connector } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { profileWarnings } from './profile-warnings.ts';
import type { Draft, ProfileKind } from './use-draft.ts';

interface ProfileChoiceProps {
  readonly place: ActionPlace;
  readonly connector: Connector;
  readonly profiles: readonly AuthProfile[];
  readonly draft: Draft;
  readonly isReadOnly: boolean;
}

const grants: Readonly<Record<AuthProfile['grantType'], string>> = {
  'authorization-code': 'Authorization code',
  'authorization-code-pkce': 'Authorization code with PKCE',
  'client-credentials': 'Client credentials: nobody signs in',
  'jwt-bearer': 'JWT bearer: nobody signs in',
  password: 'Password',
  basic: 'User name and password',
  'api-key': 'API key',
};

/** With which app at the system: the operator's, or one of the workspace's own. */
export function ProfileChoice(props: ProfileChoiceProps) {
  const { connector, profiles, draft, isReadOnly } = props;
  const hasSystem = profiles.some(({ kind }) => kind === 'system');
  return (
    <Stack gap="md">
      <ChoiceCards<ProfileKind>
        label="Auth profile"
        value={draft.kind}
        onChange={(kind) => draft.change({ kind })}
        isReadOnly={isReadOnly}
        choices={[
          {
            value: 'system',
            title: 'System',
            icon: IconBuilding,
            isDisabled: !hasSystem,
            description: hasSystem
              ? `The app that the operator of this server has registered at ${connector.name}. Nothing to set up.`
              : `The operator of this server has registered no app at ${connector.name}. Use one of your own.`,
          },
          {
            value: 'custom',
            title: 'Custom',
            icon: IconKey,
            description: `An app of your own at ${connector.name}: your name on the consent page, your limits, your choice of scopes.`,
          },
        ]}
      />
      {draft.kind === 'custom' && <OwnProfiles {...props} />}
      {draft.profile !== undefined && <Warnings profile={draft.profile} connector={connector} />}
    </Stack>
  );
}

function OwnProfiles({ place, connector, profiles, draft, isReadOnly }: ProfileChoiceProps) {
  const mayMake = useMay('auth-profiles:manage');
  const own = profiles.filter(({ kind }) => kind === 'custom');
  const select = useFocusAfterWizard();
  const isForApps = ({ grantType }: AuthProfile) => grantType === 'client-credentials';
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <Select
          ref={select}
          label="Profile"
          description={
            own.length === 0
              ? `There is none for ${connector.name} yet. Make one: it takes the client ID and secret of your app.`
              : undefined
          }
          placeholder={own.length === 0 ? 'None yet' : 'Choose a profile'}
          flex={1}
          miw="15rem"
          searchable={own.length > 7}
          readOnly={isReadOnly}
          disabled={own.length === 0}
          data={own.map((profile) => ({
            value: profile.id,
            label: `${profile.name} (${profile.identityProviderName})`,
            disabled: draft.mode === 'end-user' && isForApps(profile),
          }))}
          value={draft.profile?.id ?? null}
          onChange={(customId) => draft.change({ customId: customId ?? undefined })}
          allowDeselect={false}
        />
        {mayMake && (
          <ButtonLink
            variant="default"
            leftSection={<IconPlus size={16} />}
            to="/bots/$botId/actions/$connectorId/new-profile"
            params={place}
            search={{ tab: 'authorization', mode: draft.mode }}
          >
            New profile
          </ButtonLink>
        )}
      </Group>
      {draft.mode === 'end-user' && own.some(isForApps) && (
        <Text size="xs" c="dimmed">
          Profiles with client credentials stand for an app, not for a person: they work with Pre-authorize only.
        </Text>
      )}
      {draft.profile?.kind === 'custom' && <ProfileDetails profile={draft.profile} />}
    </Stack>
  );
}

/** The field that somebody comes back to from the wizard, which stands over the page. */
function useFocusAfterWizard() {
  const isOpen = useChildMatches().length > 0;
  const wasOpen = useRef(isOpen);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wasOpen.current && !isOpen) field.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return field;
}

function ProfileDetails({ profile }: { readonly profile: AuthProfile }) {
  const { clientSecret, scopes } = profile;
  return (
    <Details
      items={[
        {
          label: 'Profile',
          value: (
            <TextLink to="/auth-profiles/$authProfileId" params={{ authProfileId: profile.id }} size="sm">
              {profile.name}
            </TextLink>
          ),
        },
        { label: 'Identity provider', value: profile.identityProviderName },
        { label: 'Grant type', value: grants[profile.grantType] },
        { label: 'Client ID', value: <Code>{profile.clientId}</Code> },
        {
          label: 'Client secret',
          value: clientSecret.setAt ? (
            <>
              Set <RelativeTime time={clientSecret.setAt} span />
            </>
          ) : (
            'None'
          ),
        },
        { label: 'Scopes', value: scopes.length === 0 ? 'None' : scopes.join(' ') },
      ]}
    />
  );
}

function Warnings({ profile, connector }: { readonly profile: AuthProfile; readonly connector: Connector }) {
  const warnings = profileWarnings(profile, connector);
  if (warnings.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="Before you go on">
      <List size="sm" spacing={4}>
        {warnings.map((warning) => (
          <List.Item key={warning}>{warning}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
