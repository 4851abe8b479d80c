import { Modal } from '@mantine/core';
import { useState } from 'react';
import { SecretOnce } from '../secret-once.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { useCreateWebhook } from './webhooks.queries.ts';

interface NewWebhookProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What a program does with the secret of a webhook. */
export const secretUse = 'Your program verifies with it that a message comes from here (Standard Webhooks).';

/** Makes a webhook, and shows its secret once. */
export function NewWebhook({ isOpen, onClose }: NewWebhookProps) {
  const create = useCreateWebhook();
  const [secret, setSecret] = useState<string>();
  const finish = () => {
    setSecret(undefined);
    create.reset();
  };
  return (
    <>
      <Modal opened={isOpen} onClose={onClose} title="New webhook" size="lg">
        <WebhookForm
          submit="Make the webhook"
          isPending={create.isPending}
          error={create.error}
          onCancel={onClose}
          onSubmit={({ eventTypes, ...fields }) =>
            create.mutate(eventTypes === null ? fields : { ...fields, eventTypes }, {
              onSuccess: (made) => {
                setSecret(made.secret);
                onClose();
              },
            })
          }
        />
      </Modal>
      <SecretOnce
        title="The secret of the webhook"
        label="Secret"
        description={secretUse}
        value={secret}
        onClose={finish}
      />
    </>
  );
}
