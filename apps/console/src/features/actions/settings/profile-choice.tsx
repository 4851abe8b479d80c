import { Alert, Code, Group, List, Select, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconKey, IconPlus } from '@tabler/icons-react';
import { useChildMatches } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMay } from '../../../api/session.ts';
import { isCredentialGrant, type GrantType } from '../../../api/grant-types.ts';
import { Details } from '../../../ui/details.tsx';
import { Uninvited } from '../../../picking/uninvited.tsx';
import { ButtonLink, TextLink } from '../../../ui/links.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { ActionPlace, Connector } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { profileWarnings } from './profile-warnings.ts';
import { missingSystem, systemChoice } from './system-choices.ts';
import { ProfileOption } from './profile-option.tsx';
import { isFit, isOffered, type Draft } from './use-draft.ts';
import { wayTitle } from './ways.ts';

const custom = 'custom';

interface ProfileChoiceProps {
  readonly place: ActionPlace;
  readonly connector: Connector;
  readonly profiles: readonly AuthProfile[];
  readonly draft: Draft;
  readonly isReadOnly: boolean;
}

/** How to authorize at the system: a way of the operator's, or a profile of the workspace's own. */
export function ProfileChoice(props: ProfileChoiceProps) {
  const { connector, profiles, draft, isReadOnly } = props;
  const systems = profiles.filter(({ kind }) => kind === 'system');
  const choose = (value: string) =>
    draft.change(value === custom ? { kind: 'custom' } : { kind: 'system', systemId: value });
  return (
    <Stack gap="md">
      <ChoiceCards
        label="Auth profile"
        value={draft.kind === 'custom' ? custom : (draft.profile?.id ?? '')}
        onChange={choose}
        isReadOnly={isReadOnly}
        choices={[
          ...(systems.length === 0 ? [missingSystem(connector)] : []),
          ...systems.map((profile) => systemChoice(profile, { connector, draft, isOnly: systems.length === 1 })),
          {
            value: custom,
            title: 'Custom',
            icon: IconKey,
            description: connector.grantTypes.some((grantType) => !isCredentialGrant(grantType as GrantType))
              ? `An app of your own at ${connector.name}: your name on the consent page, your limits, your choice of scopes.`
              : 'An auth profile of your own, such as for another address of the API.',
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
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <Select
          ref={select}
          label="Profile"
          description={
            own.length === 0
              ? `There is none for ${connector.name} yet. Make one: it says how to authorize, with which app.`
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
            disabled: !isOffered(profile, draft.mode),
          }))}
          renderOption={({ option }) => (
            <ProfileOption label={option.label} profile={own.find(({ id }) => id === option.value)} mode={draft.mode} />
          )}
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
      {own.some((profile) => !isFit(profile, draft.mode)) && (
        <Text size="xs" c="dimmed">
          Profiles with client credentials or JWT bearer stand for an app, not for a person: they work with
          Pre-authorize only.
        </Text>
      )}
      <Uninvited profiles={own.filter(({ mayUse }) => !mayUse)} />
      {draft.profile?.kind === 'custom' && <ProfileDetails profile={draft.profile} connector={connector} />}
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

function ProfileDetails({ profile, connector }: { readonly profile: AuthProfile; readonly connector: Connector }) {
  const { scopes, grantType } = profile;
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
        { label: 'Way to authorize', value: wayTitle(profile, connector) },
        ...(isCredentialGrant(grantType)
          ? []
          : [
              { label: 'Client ID', value: <Code>{profile.clientId}</Code> },
              {
                label: grantType === 'jwt-bearer' ? 'Private key' : 'Client secret',
                value: <SecretSince profile={profile} />,
              },
              { label: 'Scopes', value: scopes.length === 0 ? 'None' : scopes.join(' ') },
            ]),
      ]}
    />
  );
}

function SecretSince({ profile: { clientSecret } }: { readonly profile: AuthProfile }) {
  if (clientSecret.setAt === null) return 'None';
  return (
    <>
      Set <RelativeTime time={clientSecret.setAt} span />
    </>
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
