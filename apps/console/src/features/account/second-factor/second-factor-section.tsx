import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '../../../ui/section.tsx';
import type { Account } from '../account.queries.ts';
import { Enrolment } from './enrolment.tsx';
import type { StepProps } from './recovery-codes.tsx';
import { Removal } from './removal.tsx';
import { Renewal } from './renewal.tsx';

/** What is being done about the second factor. */
const steps = {
  enrolment: { title: 'Set up second factor', content: Enrolment },
  renewal: { title: 'New recovery codes', content: Renewal },
  removal: { title: 'Remove second factor', content: Removal },
} as const;

type Step = keyof typeof steps;

/** The second factor: set up, its recovery codes made anew, or removed. */
export function SecondFactorSection({ account }: { readonly account: Account }) {
  const [step, setStep] = useState<Step>();
  const [hasCodes, setHasCodes] = useState(false);
  const queryClient = useQueryClient();
  const finish = () => {
    setStep(undefined);
    setHasCodes(false);
    void queryClient.invalidateQueries({ queryKey: ['account'] });
  };
  return (
    <Section title="Second factor">
      <Stack gap="md">
        <Text size="sm">{inWords(account)}</Text>
        <Group gap="xs">
          {stepsOf(account).map((each) => (
            <Button key={each} variant={each === 'enrolment' ? 'filled' : 'default'} onClick={() => setStep(each)}>
              {steps[each].title}
            </Button>
          ))}
        </Group>
      </Stack>
      <Modal
        opened={step !== undefined}
        onClose={finish}
        title={step === undefined ? '' : steps[step].title}
        closeOnClickOutside={false}
        closeOnEscape={!hasCodes}
        withCloseButton={!hasCodes}
      >
        {step !== undefined && <Content step={step} onDone={finish} onCodes={() => setHasCodes(true)} />}
      </Modal>
    </Section>
  );
}

function Content({ step, ...rest }: { readonly step: Step } & StepProps) {
  const { content: Shown } = steps[step];
  return <Shown {...rest} />;
}

function stepsOf({ hasSecondFactor, hasPassword }: Account): readonly Step[] {
  if (hasSecondFactor) return hasPassword ? ['renewal', 'removal'] : ['renewal'];
  return hasPassword ? ['enrolment'] : [];
}

function inWords({ hasPassword, hasSecondFactor, recoveryCodesLeft, requiresSecondFactor }: Account): string {
  if (!hasPassword) return 'You sign in with single sign-on; second factors are looked after there.';
  if (hasSecondFactor) return `Signing in asks for a code of your authenticator. ${leftInWords(recoveryCodesLeft)}`;
  const demanded = requiresSecondFactor ? ' This workspace demands it.' : '';
  return `Your password alone opens your account. With a second factor, signing in asks for a code of your telephone, too.${demanded}`;
}

function leftInWords(count: number): string {
  if (count === 0) return 'No recovery code is left: make new ones before you lose the authenticator.';
  return count === 1 ? 'One recovery code is left.' : `${count} recovery codes are left.`;
}
