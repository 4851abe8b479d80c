import { Button, Group, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { DivisionContext, useMay } from '../../api/session.ts';
import { ConnectorMark } from '../../ui/connector-mark.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { PageProblem } from '../../ui/problem-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { authProfileQuery, type AuthProfile } from './auth-profiles.queries.ts';
import { DeleteButton } from './page/delete-button.tsx';
import { EditForm } from './page/edit-form.tsx';
import { EmergencyStop } from './page/stop/emergency-stop.tsx';
import { ProfileDetails } from './page/profile-details.tsx';
import { Usage } from './page/usage.tsx';
import { Warnings } from './page/warnings.tsx';
import { AccessSection } from './sharing/access-section.tsx';
import { SavedLogin } from './sharing/saved-login.tsx';
import { TrialPanel } from './trial/trial-panel.tsx';

const route = getRouteApi('/signed-in/auth-profiles/$authProfileId');

/** One auth profile: what it is, whether it works, and who works with it. */
export function AuthProfilePage() {
  const { authProfileId } = route.useParams();
  const profile = useQuery(authProfileQuery(authProfileId));
  if (profile.data !== undefined) {
    return (
      <DivisionContext value={profile.data.divisionId}>
        <Loaded profile={profile.data} />
      </DivisionContext>
    );
  }
  if (profile.isError) return <PageProblem error={profile.error} reset={() => void profile.refetch()} />;
  return <LoadingPage />;
}

function Loaded({ profile }: { readonly profile: AuthProfile }) {
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = useMay('auth-profiles:manage');
  const mayEdit = mayManage && profile.kind === 'custom';
  const setEditing = (isEditing: boolean) => void navigate({ search: { edit: isEditing || undefined } });
  return (
    <Page
      title={profile.name}
      description={
        profile.kind === 'system'
          ? 'Belongs to the operator of this server: only they can change it.'
          : profile.description || `Your own app at ${profile.identityProviderName}.`
      }
      mark={<ConnectorMark connectorId={profile.connectorId} name={profile.identityProviderName} />}
      crumbs={[{ label: 'Auth profiles', to: '/auth-profiles' }]}
      actions={
        mayEdit &&
        !edit && (
          <Group gap="xs">
            <DeleteButton profile={profile} />
            <Button leftSection={<IconPencil size={16} />} onClick={() => setEditing(true)}>
              Edit
            </Button>
          </Group>
        )
      }
    >
      {mayEdit && edit ? (
        <EditForm key={profile.version} profile={profile} onDone={() => setEditing(false)} />
      ) : (
        <Sections profile={profile} mayTest={mayManage} />
      )}
    </Page>
  );
}

interface SectionsProps {
  readonly profile: AuthProfile;
  readonly mayTest: boolean;
}

function Sections({ profile, mayTest }: SectionsProps) {
  const { request } = route.useSearch();
  const navigate = route.useNavigate();
  const remember = (requestId: string) =>
    void navigate({ search: { request: requestId }, replace: true, resetScroll: false });
  return (
    <Stack gap="lg">
      {mayTest && profile.kind === 'custom' && <Warnings profile={profile} />}
      <Section title="Details">
        <ProfileDetails profile={profile} />
      </Section>
      {mayTest && (
        <Section title="Test">
          <TrialPanel key={profile.version} profile={profile} />
        </Section>
      )}
      <Section title="Shared token">
        <SavedLogin profile={profile} requestId={request} onRequest={remember} />
      </Section>
      <Section title="Who may use it">
        <AccessSection key={profile.version} profile={profile} />
      </Section>
      <Section title="Used by">
        <Usage profile={profile} />
      </Section>
      {profile.mayManage && (
        <Section title="Emergency stop">
          <EmergencyStop profile={profile} />
        </Section>
      )}
    </Stack>
  );
}
