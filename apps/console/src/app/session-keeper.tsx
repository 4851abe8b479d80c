import { Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { onSessionEnded } from '../api/client.ts';
import { overOthers } from '../ui/over-others.ts';
import { SignInForm } from './sign-in/sign-in-form.tsx';

/** When the session ends while somebody works, asks for the password over the page: nothing that was typed is lost. */
export function SessionKeeper() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onSessionEnded(() => setOpen(!window.location.pathname.startsWith('/sign-in'))), []);
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title="Sign in again"
      closeOnClickOutside={false}
      {...overOthers()}
    >
      <Text size="sm" c="dimmed" mb="md">
        Your session has ended. Sign in, and go on where you are: what you typed is still here.
      </Text>
      <SignInForm onDone={() => setOpen(false)} returnTo={`${window.location.pathname}${window.location.search}`} />
    </Modal>
  );
}
