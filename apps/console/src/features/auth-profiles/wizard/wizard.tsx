import { Box, Button, Group, Paper, Progress, Stack, Stepper, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { WizardStep } from '../../../app/workspace-routes.ts';
import { UnsavedGuard } from '../../../ui/unsaved-guard.tsx';
import type { AuthProfile, Preset } from '../auth-profiles.queries.ts';
import { FormContext } from '../form/form-context.ts';
import { DetailFields } from '../fields/detail-fields.tsx';
import type { KeptDraft } from './entry/draft-store.ts';
import { InviteStep } from './invite-step.tsx';
import { SettingsStep } from './settings/settings-step.tsx';
import { reachable, stepOf, steps } from './steps.ts';
import { TestStep } from './test-step.tsx';
import { useWizard, type WizardState } from './use-wizard.ts';

/** Where the wizard stands, and what becomes of the profile; both are known to the page around it. */
export interface WizardPlace {
  readonly step: WizardStep | undefined;
  readonly onStep: (step: WizardStep) => void;
  /** Words of the last button. */
  readonly finish: string;
  readonly onFinish: (authProfileId: string) => void;
}

/** What the wizard begins with, and its place. */
export interface WizardProps extends WizardPlace {
  readonly kept: KeptDraft;
  readonly stored: AuthProfile | undefined;
  readonly presets: readonly Preset[];
}

/** Four screens from a provider to a profile that works. */
export function Wizard(props: WizardProps) {
  const wizard = useWizard(props);
  const { form, change, stored, preset, check } = wizard;
  const { step: wanted = 'settings', onStep: go } = props;
  const content = useRef<HTMLDivElement>(null);
  const [isJudging, setJudging] = useState(false);
  const step = reachable(wanted, form, stored);
  const index = steps.findIndex((one) => one.step === step);
  const goOn = async () => {
    setJudging(true);
    try {
      const { violations } = await check.judge();
      const here = violations.some(({ pointer }) => stepOf(pointer) === step);
      if (here) {
        requestAnimationFrame(() => focusFault(content.current));
        return;
      }
      check.forgive();
      go(steps[index + 1]?.step ?? step);
    } finally {
      setJudging(false);
    }
  };
  const finish = () => {
    wizard.forget();
    props.onFinish(stored?.id ?? '');
  };
  return (
    <FormContext value={{ form, change, stored, preset, faultOf: check.faultOf, warningsOf: check.warningsOf }}>
      <UnsavedGuard isDirty={wizard.isDirty} />
      <Steps index={index} onGo={(next) => go(reachable(next, form, stored))} />
      <Paper withBorder p={{ base: 'md', sm: 'xl' }} ref={content}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (step === 'settings' || step === 'details') void goOn();
          }}
        >
          <Stack gap="lg" maw="46rem" mx="auto">
            <StepTitle step={step} />
            {step === 'invite' && stored !== undefined ? (
              <InviteStep profile={stored} onBack={() => go('test')} finish={props.finish} onFinish={finish} />
            ) : (
              <>
                <Screen step={step} wizard={wizard} />
                <Buttons
                  {...{ step, wizard, isJudging }}
                  onBack={() => go(steps[index - 1]?.step ?? step)}
                  onLast={() => go('invite')}
                />
              </>
            )}
          </Stack>
        </form>
      </Paper>
    </FormContext>
  );
}

function Screen({ step, wizard }: { readonly step: WizardStep; readonly wizard: WizardState }) {
  if (step === 'settings') return <SettingsStep wizard={wizard} />;
  if (step === 'details') return <DetailFields />;
  return <TestStep wizard={wizard} />;
}

interface ButtonsProps {
  readonly step: WizardStep;
  readonly wizard: WizardState;
  readonly isJudging: boolean;
  readonly onBack: () => void;
  readonly onLast: () => void;
}

function Buttons({ step, wizard, isJudging, onBack, onLast }: ButtonsProps) {
  return (
    <Group justify="space-between">
      {step === 'settings' ? (
        <span />
      ) : (
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      )}
      {(step === 'settings' || step === 'details') && (
        <Button type="submit" loading={isJudging} disabled={wizard.form.presetId === ''}>
          Next
        </Button>
      )}
      {step === 'test' && wizard.isSaved && <Button onClick={onLast}>Next</Button>}
    </Group>
  );
}

function Steps({ index, onGo }: { readonly index: number; readonly onGo: (step: WizardStep) => void }) {
  return (
    <>
      <Stepper
        active={index}
        onStepClick={(at) => onGo(steps[at]?.step ?? 'settings')}
        allowNextStepsSelect={false}
        size="sm"
        visibleFrom="sm"
      >
        {steps.map(({ step, label }) => (
          <Stepper.Step key={step} label={label} />
        ))}
      </Stepper>
      <Box hiddenFrom="sm">
        <Text size="sm" c="dimmed" mb={6}>
          Step {index + 1} of {steps.length}
        </Text>
        <Progress value={((index + 1) / steps.length) * 100} size="sm" aria-label="Progress" />
      </Box>
    </>
  );
}

function StepTitle({ step }: { readonly step: WizardStep }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <Title order={2} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
      {steps.find((one) => one.step === step)?.title}
    </Title>
  );
}

function focusFault(within: HTMLElement | null): void {
  within?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
