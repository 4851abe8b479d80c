import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Section } from '../../../ui/section.tsx';
import type { Account } from '../account.queries.ts';
import { Enrolment } from './enrolment.tsx';
import { Removal } from './removal.tsx';

/** The second factor: set up, or removed. */
export function SecondFactorSection({ account }: { readonly account: Account }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const queryClient = useQueryClient();
  const finish = () => {
    close();
    void queryClient.invalidateQueries({ queryKey: ['account'] });
  };
  const { hasSecondFactor, hasPassword } = account;
  return (
    <Section title="Second factor">
      <Stack gap="md">
        <Text size="sm">{inWords(account)}</Text>
        {hasPassword && (
          <Group>
            <Button variant={hasSecondFactor ? 'default' : 'filled'} onClick={open}>
              {hasSecondFactor ? 'Remove second factor' : 'Set up second factor'}
            </Button>
          </Group>
        )}
      </Stack>
      <Modal
        opened={isOpen}
        onClose={finish}
        title={hasSecondFactor ? 'Remove second factor' : 'Set up second factor'}
        closeOnClickOutside={false}
      >
        {hasSecondFactor ? <Removal onDone={finish} /> : <Enrolment onDone={finish} />}
      </Modal>
    </Section>
  );
}

function inWords({ hasPassword, hasSecondFactor, recoveryCodesLeft, requiresSecondFactor }: Account): string {
  if (!hasPassword) return 'You sign in with single sign-on; second factors are looked after there.';
  if (hasSecondFactor) {
    const codes = recoveryCodesLeft === 1 ? 'One recovery code is' : `${recoveryCodesLeft} recovery codes are`;
    return `Signing in asks for a code of your authenticator. ${codes} left.`;
  }
  const demanded = requiresSecondFactor ? ' This workspace demands it.' : '';
  return `Your password alone opens your account. With a second factor, signing in asks for a code of your telephone, too.${demanded}`;
}
