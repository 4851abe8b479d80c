import { Anchor } from '@mantine/core';
import { hideNotification, showNotification } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ApiProblem } from '../api/problem.ts';

/** Tells that something is done, with a way back where there is one. */
export function showDone(message: string, undo?: () => void): void {
  const id = `done-${Date.now()}-${message.length}`;
  const undoing = () => {
    hideNotification(id);
    undo?.();
  };
  showNotification({
    id,
    color: 'teal',
    icon: <IconCheck size={18} />,
    autoClose: undo ? 10_000 : 4_000,
    message: (
      <>
        {message}{' '}
        {undo && (
          <Anchor component="button" type="button" size="sm" fw={600} onClick={undoing}>
            Undo
          </Anchor>
        )}
      </>
    ),
  });
}

/**
 * Tells what the API refused, where no form shows it by itself. The same problem is told once at a time; that a session has ended is
 * not, as the console then asks to sign in again.
 */
export function showProblem(problem: ApiProblem): void {
  if (problem.code === 'not-signed-in') return;
  showNotification({
    id: `problem-${problem.code}`,
    color: 'red',
    icon: <IconAlertTriangle size={18} />,
    title: problem.title,
    message: problem.detail,
    autoClose: 12_000,
    role: 'alert',
  });
}
