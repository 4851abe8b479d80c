import { Alert, Button, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../../api/session.ts';
import { LoadingRows } from '../../../../ui/loading.tsx';
import { ProblemAlert } from '../../../../ui/problem-alert.tsx';
import { authProfileQuery, presetsQuery, type Preset } from '../../auth-profiles.queries.ts';
import { blankForm, withPreset } from '../../form/profile-form.ts';
import { forgetDraft, loadDraft, type KeptDraft } from './draft-store.ts';
import { Wizard, type WizardPlace, type WizardProps } from '../wizard.tsx';

interface BegunWizardProps extends WizardPlace {
  /** The system that the profile is for. */
  readonly connectorId: string | undefined;
}

/** The wizard where somebody left off, or from its beginning. */
export function BegunWizard(props: BegunWizardProps) {
  const mayManage = useMay('auth-profiles:manage');
  const [attempt, setAttempt] = useState(0);
  const startOver = () => {
    forgetDraft();
    props.onStep('settings');
    setAttempt(attempt + 1);
  };
  if (mayManage) return <Loaded key={attempt} {...props} onStartOver={startOver} />;
  return <Text size="sm">You may not make auth profiles. Ask an owner of the workspace for the permission.</Text>;
}

interface LoadedProps extends BegunWizardProps {
  readonly onStartOver: () => void;
}

function Loaded({ connectorId, ...props }: LoadedProps) {
  const [kept] = useState(loadDraft);
  const presets = useQuery(presetsQuery);
  if (presets.isError) return <ProblemAlert error={presets.error} onRetry={() => void presets.refetch()} />;
  if (presets.data === undefined) return <LoadingRows count={4} />;
  const offered = presets.data.filter((preset) => isFor(connectorId, preset));
  const isOffered = offered.some(({ id }) => id === kept?.form.presetId);
  if (kept === undefined || !isOffered) {
    return <Wizard {...props} kept={beginning(offered, connectorId)} stored={undefined} presets={offered} />;
  }
  if (kept.savedId === undefined) return <Resumed {...props} kept={kept} stored={undefined} presets={offered} />;
  return <ResumedWithStored {...props} kept={kept} savedId={kept.savedId} presets={offered} />;
}

interface ResumedProps extends WizardProps {
  readonly onStartOver: () => void;
}

/** The wizard of somebody who had saved the profile already. */
function ResumedWithStored({ savedId, ...props }: Omit<ResumedProps, 'stored'> & { readonly savedId: string }) {
  const stored = useQuery({ ...authProfileQuery(savedId), staleTime: Infinity });
  if (stored.data !== undefined) return <Resumed {...props} stored={stored.data} />;
  if (!stored.isError) return <LoadingRows count={4} />;
  return (
    <>
      <ProblemAlert error={stored.error} />
      <Button onClick={props.onStartOver}>Start over</Button>
    </>
  );
}

function Resumed({ onStartOver, ...props }: ResumedProps) {
  return (
    <>
      <Alert variant="default" icon={<IconHistory />} title="You are where you left off">
        <Text size="sm" mb="xs">
          What you typed is still here; secrets are not kept, so enter them again.
        </Text>
        <Button size="xs" variant="default" onClick={onStartOver}>
          Start over
        </Button>
      </Alert>
      <Wizard {...props} />
    </>
  );
}

/** Whether a preset makes profiles that the system can use; every one does where none is named. */
function isFor(wantedId: string | undefined, { id, connectorId }: Preset): boolean {
  return wantedId === undefined || connectorId === wantedId || id === 'generic';
}

function beginning(presets: readonly Preset[], connectorId: string | undefined): KeptDraft {
  const preset = presets.find((one) => connectorId !== undefined && one.connectorId === connectorId);
  return { form: preset === undefined ? blankForm : withPreset(blankForm, preset) };
}
