import { ActionIcon, Menu, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconKey, IconPencil, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { askFirst } from '../../../ui/confirm.tsx';
import { showDone } from '../../../ui/notices.tsx';
import { SecretOnce } from '../secret-once.tsx';
import { secretUse } from './new-webhook.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { useRotateSecret, useUpdateWebhook, type Webhook } from './webhooks.queries.ts';

/** What can be done with a webhook besides testing and deleting it. */
export function WebhookMenu({ webhook }: { readonly webhook: Webhook }) {
  const { id, url, isEnabled } = webhook;
  const [isEditing, editing] = useDisclosure(false);
  const [secret, setSecret] = useState<string>();
  const rotate = useRotateSecret(id);
  const enable = useUpdateWebhook(id);
  const askToRotate = () =>
    askFirst({
      title: 'Change the secret?',
      body: 'For 24 hours messages are signed with both, the new secret and the one of now: enter the new one in your program meanwhile.',
      confirm: 'Change the secret',
      cancel: 'Not now',
      onConfirm: () => rotate.mutate(undefined, { onSuccess: (made) => setSecret(made.secret) }),
    });
  const done = isEnabled ? 'The webhook is disabled.' : 'The webhook is enabled.';
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={`More for ${url}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={editing.open}>
            Edit
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={askToRotate}>
            Change the secret
          </Menu.Item>
          <Menu.Item
            leftSection={isEnabled ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
            onClick={() => enable.mutate({ isEnabled: !isEnabled }, { onSuccess: () => showDone(done) })}
          >
            {isEnabled ? 'Disable' : 'Enable'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EditWebhook webhook={webhook} isOpen={isEditing} onClose={editing.close} />
      <SecretOnce
        title="The new secret of the webhook"
        label="Secret"
        description={secretUse}
        value={secret}
        onClose={() => {
          setSecret(undefined);
          rotate.reset();
        }}
      />
    </>
  );
}

interface EditWebhookProps {
  readonly webhook: Webhook;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function EditWebhook({ webhook, isOpen, onClose }: EditWebhookProps) {
  const update = useUpdateWebhook(webhook.id);
  const close = () => {
    update.reset();
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={close} title="Edit the webhook" size="lg">
      <WebhookForm
        webhook={webhook}
        submit="Save"
        isPending={update.isPending}
        error={update.error}
        onCancel={close}
        onSubmit={(fields) =>
          update.mutate(
            { ...fields, version: webhook.version },
            {
              onSuccess: () => {
                showDone('The webhook is changed.');
                close();
              },
            },
          )
        }
      />
    </Modal>
  );
}
