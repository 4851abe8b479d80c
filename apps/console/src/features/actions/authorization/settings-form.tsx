import { Paper, Stack, Title } from '@mantine/core';
import { IconUserCheck, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAuthorizing } from '../../../authorizing/use-authorizing.ts';
import { useMay } from '../../../api/session.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { UnsavedGuard, type Place } from '../../../ui/unsaved-guard.tsx';
import type { TabProps } from '../action-tabs.tsx';
import { useConfigureAction } from '../actions.queries.ts';
import type { AuthProfile } from './authorization.queries.ts';
import { ChoiceCards } from '../settings/choice-cards.tsx';
import { EndUserNote } from './end-user-note.tsx';
import { ParameterFields } from '../settings/parameter-fields.tsx';
import { ProfileChoice } from '../settings/profile-choice.tsx';
import { SettingsButtons } from '../settings/settings-buttons.tsx';
import { SharedSection } from './shared-section.tsx';
import { isAuthorized, useSavedLogin } from './use-saved-login.ts';
import { useDraft, type AuthorizationMode, type Edits } from '../settings/use-draft.ts';

interface SettingsFormProps extends TabProps {
  readonly profiles: readonly AuthProfile[];
}

/** The settings of an action, the shared authorization, and the way to enable it. */
export function SettingsForm({ place, action, connector, enabling, search, profiles }: SettingsFormProps) {
  const isReadOnly = !useMay('actions:manage');
  const navigate = useNavigate({ from: '/bots/$botId/actions/$connectorId' });
  const draft = useDraft(action, profiles, broughtBack(search));
  const savedLogin = useSavedLogin(action, draft);
  const configure = useConfigureAction(place);
  const save = async () => {
    await configure.mutateAsync(draft.body());
    draft.discard();
  };
  // Whoever changes what is in use is asked first; then it is saved before anything else is done.
  const mustSave = draft.isDirty && isInUse(action);
  const authorizing = useAuthorizing({
    place,
    requestId: search.request,
    onRequest: (request) => void navigate({ search: { tab: 'authorization', request }, replace: true }),
    returnTo: `/bots/${place.botId}/actions/${place.connectorId}?tab=authorization`,
    prepare: () => (draft.isDirty ? save() : Promise.resolve()),
  });
  return (
    <>
      <UnsavedGuard
        isDirty={draft.isTouched && action.id !== null && !configure.isPending}
        coversSearch
        isKeptAt={(next) => isOverTab(place, next)}
      />
      <Section title="Who authorizes">
        <ChoiceCards<AuthorizationMode>
          label="Who authorizes"
          value={draft.mode}
          onChange={(mode) => draft.change({ mode })}
          isReadOnly={isReadOnly}
          choices={[
            {
              value: 'pre-authorized',
              title: 'Pre-authorize',
              icon: IconUserCheck,
              description: `You authorize at ${connector.name} once. The bot uses that account for everybody; nobody is asked in the chat.`,
            },
            {
              value: 'end-user',
              title: 'Allow users to authorize',
              icon: IconUsers,
              description: `Each person gets a link in the chat and authorizes with their own account. The bot does what they may do.`,
            },
          ]}
        />
      </Section>
      <Section title={`How to authorize at ${connector.name}`}>
        <ProfileChoice {...{ place, connector, profiles, draft, isReadOnly }} />
        <ParameterFields draft={draft} error={configure.error} isReadOnly={isReadOnly} />
        {configure.error !== null && (
          <ProblemAlert
            error={configure.error}
            shownFields={draft.profile?.parameters.map(({ name }) => `/parameters/${name}`)}
          />
        )}
      </Section>
      <Section title={draft.mode === 'pre-authorized' ? 'Authorization' : 'Authorizations of your users'}>
        {draft.mode === 'end-user' ? (
          <EndUserNote action={action} botId={place.botId} />
        ) : (
          <SharedSection {...{ action, connector, draft, savedLogin, authorizing, isFixed: mustSave || isReadOnly }} />
        )}
        {!isReadOnly && (
          <SettingsButtons
            {...{ action, draft, enabling, mustSave, save, isSaving: configure.isPending }}
            isAuthorized={isAuthorized(action, draft, savedLogin)}
          />
        )}
      </Section>
    </>
  );
}

/** Whether somebody loses something when the settings change. */
function isInUse({ state, authorization, endUserAuthorizationCount }: TabProps['action']): boolean {
  return state === 'configured' || state === 'error' || authorization !== null || endUserAuthorizationCount > 0;
}

/** Whether an address shows this very tab, with or without something over it. */
function isOverTab({ botId, connectorId }: TabProps['place'], { pathname, search }: Place): boolean {
  const path = `/bots/${botId}/actions/${connectorId}`;
  const isOfAction = pathname === path || pathname.startsWith(`${path}/`);
  return isOfAction && 'tab' in search && search.tab === 'authorization';
}

/** What was chosen before somebody made a profile, and the profile that was made. */
function broughtBack({ profile, mode }: TabProps['search']): Edits {
  return { ...(mode && { mode }), ...(profile && { kind: 'custom', customId: profile }) };
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-label={title}>
      <Stack gap="md">
        <Title order={2}>{title}</Title>
        {children}
      </Stack>
    </Paper>
  );
}
