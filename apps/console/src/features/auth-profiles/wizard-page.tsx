import { Alert, Button, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/session.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { authProfileQuery, presetsQuery, type Preset } from './auth-profiles.queries.ts';
import { blankForm, withPreset } from './form/profile-form.ts';
import { forgetDraft, loadDraft, type KeptDraft } from './wizard/draft-store.ts';
import { Wizard } from './wizard/wizard.tsx';

const route = getRouteApi('/signed-in/auth-profiles/new');

/** Makes an auth profile, in four screens. */
export function WizardPage() {
  const mayManage = useMay('auth-profiles:manage');
  const [attempt, setAttempt] = useState(0);
  const navigate = route.useNavigate();
  const startOver = () => {
    forgetDraft();
    void navigate({ search: ({ step: _step, ...rest }) => rest });
    setAttempt(attempt + 1);
  };
  return (
    <Page
      title="New auth profile"
      description="How Attaché authorizes with a system: your own app there, and how it proves itself."
      crumbs={[{ label: 'Auth profiles', to: '/auth-profiles' }]}
    >
      {mayManage ? (
        <Loaded key={attempt} onStartOver={startOver} />
      ) : (
        <Text size="sm">You may not make auth profiles. Ask an owner of the workspace for the permission.</Text>
      )}
    </Page>
  );
}

function Loaded({ onStartOver }: { readonly onStartOver: () => void }) {
  const { connectorId } = route.useSearch();
  const [kept] = useState(() => draftFor(connectorId));
  const presets = useQuery(presetsQuery);
  const savedId = kept?.savedId;
  const stored = useQuery({ ...authProfileQuery(savedId ?? ''), enabled: savedId !== undefined, staleTime: Infinity });
  if (presets.isError) return <ProblemAlert error={presets.error} onRetry={() => void presets.refetch()} />;
  if (stored.isError) {
    return (
      <>
        <ProblemAlert error={stored.error} />
        <Button onClick={onStartOver}>Start over</Button>
      </>
    );
  }
  if (presets.data === undefined || (savedId !== undefined && stored.data === undefined))
    return <LoadingRows count={4} />;
  return (
    <>
      {kept !== undefined && <Resumed onStartOver={onStartOver} />}
      <Wizard kept={kept ?? beginning(presets.data, connectorId)} stored={stored.data} presets={presets.data} />
    </>
  );
}

function Resumed({ onStartOver }: { readonly onStartOver: () => void }) {
  return (
    <Alert variant="default" icon={<IconHistory />} title="You are where you left off">
      <Text size="sm" mb="xs">
        What you typed is still here; secrets are not kept, so enter them again.
      </Text>
      <Button size="xs" variant="default" onClick={onStartOver}>
        Start over
      </Button>
    </Alert>
  );
}

function draftFor(connectorId: string | undefined): KeptDraft | undefined {
  const kept = loadDraft();
  const isOther = connectorId !== undefined && kept?.form.connectorId !== connectorId;
  return isOther ? undefined : kept;
}

function beginning(presets: readonly Preset[], connectorId: string | undefined): KeptDraft {
  const preset = presets.find((one) => connectorId !== undefined && one.connectorId === connectorId);
  return { form: preset === undefined ? blankForm : withPreset(blankForm, preset) };
}
