import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { askFirst } from '../../../ui/confirm.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { Section } from '../../../ui/section.tsx';
import { useRemoveSingleSignOn, type SingleSignOnSettings } from '../security.queries.ts';
import { ProviderForm } from './provider-form.tsx';

/** The company's OpenID Connect provider. */
export function SingleSignOnSection({ settings }: { readonly settings: SingleSignOnSettings }) {
  const { callbackUrl, signedOutUrl, backChannelUrl, singleSignOn } = settings;
  const [isOpen, { open, close }] = useDisclosure(singleSignOn !== null);
  const remove = useRemoveSingleSignOn();
  const askToRemove = () =>
    askFirst({
      title: 'Remove single sign-on?',
      body: 'Whoever has no password cannot sign in any more until an administrator sends a link to set one.',
      confirm: 'Remove single sign-on',
      onConfirm: () =>
        remove.mutate(undefined, {
          onSuccess: () => {
            close();
            showDone('Single sign-on is removed.');
          },
        }),
    });
  return (
    <Section title="Single sign-on">
      <Stack gap="md">
        <Text size="sm" maw="42rem">
          Members sign in with the OpenID Connect provider of your company, and their groups there decide what they may
          do here. Register Attaché at the provider first, with the callback URL; the other two are for signing out.
        </Text>
        <CopyField label="Callback URL" value={callbackUrl} />
        <CopyField label="URL after signing out" value={signedOutUrl} />
        <CopyField label="Back-channel logout URL" value={backChannelUrl} />
        {isOpen ? (
          <ProviderForm key={singleSignOn?.updatedAt ?? 'new'} before={singleSignOn} onCancel={close} />
        ) : (
          <Group>
            <Button onClick={open}>Set up single sign-on</Button>
          </Group>
        )}
        {singleSignOn !== null && (
          <Group>
            <Button variant="light" color="red" onClick={askToRemove} loading={remove.isPending}>
              Remove single sign-on
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
