import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../../../ui/page.tsx';
import { BegunWizard } from './begun-wizard.tsx';

const route = getRouteApi('/signed-in/auth-profiles/new');

/** Makes an auth profile, in four screens. */
export function WizardPage() {
  const { connectorId, step } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title="New auth profile"
      description="How Attaché authorizes with a system: your own app there, and how it proves itself."
      crumbs={[{ label: 'Auth profiles', to: '/auth-profiles' }]}
    >
      <BegunWizard
        connectorId={connectorId}
        step={step}
        onStep={(next) => void navigate({ search: (before) => ({ ...before, step: next }) })}
        finish="Done"
        onFinish={(authProfileId) => void navigate({ to: '/auth-profiles/$authProfileId', params: { authProfileId } })}
      />
    </Page>
  );
}
