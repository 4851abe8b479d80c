import { Button, Group, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { ConnectorMark } from '../../ui/connector-mark.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { PageProblem } from '../../ui/problem-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { authProfileQuery, type AuthProfile } from './auth-profiles.queries.ts';
import { DeleteButton } from './page/delete-button.tsx';
import { EditForm } from './page/edit-form.tsx';
import { ProfileDetails } from './page/profile-details.tsx';
import { Usage } from './page/usage.tsx';
import { Warnings } from './page/warnings.tsx';
import { TrialPanel } from './trial/trial-panel.tsx';

const route = getRouteApi('/signed-in/auth-profiles/$authProfileId');

/** One auth profile: what it is, whether it works, and who works with it. */
export function AuthProfilePage() {
  const { authProfileId } = route.useParams();
  const profile = useQuery(authProfileQuery(authProfileId));
  if (profile.data !== undefined) return <Loaded profile={profile.data} />;
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
        <Stack gap="lg">
          {mayEdit && <Warnings profile={profile} />}
          <Section title="Details">
            <ProfileDetails profile={profile} />
          </Section>
          {mayManage && (
            <Section title="Test">
              <TrialPanel key={profile.version} profile={profile} />
            </Section>
          )}
          <Section title="Used by">
            <Usage profile={profile} />
          </Section>
        </Stack>
      )}
    </Page>
  );
}
