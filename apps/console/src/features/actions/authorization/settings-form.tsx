import { Paper, Stack, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAuthorizing } from '../../../authorizing/use-authorizing.ts';
import { useMay } from '../../../api/session.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { UnsavedGuard, type Place } from '../../../ui/unsaved-guard.tsx';
import type { TabProps } from '../action-tabs.tsx';
import type { AuthProfile } from './authorization.queries.ts';
import { EndUserNote } from './end-user-note.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { ParameterFields } from '../settings/parameter-fields.tsx';
import { ProfileChoice } from '../settings/profile-choice.tsx';
import { SettingsButtons } from '../settings/settings-buttons.tsx';
import { SharedSection } from './shared-section.tsx';
import { isAuthorized, useSavedLogin } from './use-saved-login.ts';
import { useSaving, type Saving } from './use-saving.ts';
import { useDraft, type Draft, type Edits } from '../settings/use-draft.ts';

interface SettingsFormProps extends TabProps {
  readonly profiles: readonly AuthProfile[];
}

/** The settings of an action, the shared authorization, and the way to enable it. */
export function SettingsForm({ place, action, connector, enabling, search, profiles }: SettingsFormProps) {
  const isReadOnly = !useMay('actions:manage');
  const navigate = useNavigate({ from: '/bots/$botId/actions/$connectorId' });
  const draft = useDraft(action, profiles, broughtBack(search));
  const savedLogin = useSavedLogin(action, draft);
  const saving = useSaving(place, action, draft);
  const { save, mustSave, mayAuthorize, isSaving } = saving;
  const authorizing = useAuthorizing({
    place,
    requestId: search.request,
    onRequest: (request) => void navigate({ search: { tab: 'authorization', request }, replace: true }),
    returnTo: `/bots/${place.botId}/actions/${place.connectorId}?tab=authorization`,
    prepare: saving.prepare,
  });
  return (
    <>
      <UnsavedGuard
        isDirty={draft.isTouched && action.id !== null && !isSaving}
        coversSearch
        isKeptAt={(next) => isOverTab(place, next)}
      />
      <Section title="Who authorizes">
        <ModeChoice {...{ connector, draft, isReadOnly }} />
      </Section>
      <Section title={`How to authorize at ${connector.name}`}>
        <ProfileChoice {...{ place, connector, profiles, draft, isReadOnly }} />
        <ParameterFields draft={draft} error={saving.error} isReadOnly={isReadOnly} />
        <SavingProblem saving={saving} draft={draft} />
      </Section>
      <Section title={draft.mode === 'pre-authorized' ? 'Authorization' : 'Authorizations of your users'}>
        {draft.mode === 'end-user' ? (
          <EndUserNote action={action} botId={place.botId} />
        ) : (
          <SharedSection
            {...{ action, connector, draft, savedLogin, authorizing, isReadOnly }}
            isFixed={isReadOnly || !mayAuthorize}
          />
        )}
        {!isReadOnly && (
          <SettingsButtons
            {...{ action, draft, enabling, mustSave, save, isSaving }}
            isAuthorized={isAuthorized(action, draft, savedLogin)}
          />
        )}
      </Section>
    </>
  );
}

interface SavingProblemProps {
  readonly saving: Saving;
  readonly draft: Draft;
}

function SavingProblem({ saving: { error, endingError }, draft }: SavingProblemProps) {
  return (
    <>
      {endingError !== null && <ProblemAlert error={endingError} />}
      {error !== null && (
        <ProblemAlert error={error} shownFields={draft.profile?.parameters.map(({ name }) => `/parameters/${name}`)} />
      )}
    </>
  );
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
