import type { ComponentProps } from 'react';
import { ShownOnce } from '../../ui/shown-once.tsx';

/** Shows a secret for the only time. */
export function SecretOnce(props: Omit<ComponentProps<typeof ShownOnce>, 'warning'>) {
  return <ShownOnce {...props} warning="It is shown this once and cannot be read again." />;
}
