import { Anchor, Button, Divider } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { signInOptionsQuery } from '../../api/session.ts';

interface SingleSignOnProps {
  readonly returnTo: string;
  /** The form with the password. */
  readonly children: ReactNode;
}

/** The way to the identity provider where there is one, before the form; where only owners may use a password, the form is put away. */
export function SingleSignOn({ returnTo, children }: SingleSignOnProps) {
  const { data } = useQuery(signInOptionsQuery);
  const [isOpen, setOpen] = useState(false);
  if (data?.singleSignOn == null) return children;
  const isPutAway = data.requiresSingleSignOn && !isOpen;
  return (
    <>
      <Button
        component="a"
        href={`/sign-in/sso?returnTo=${encodeURIComponent(returnTo)}`}
        size="md"
        fullWidth
        leftSection={<IconBuilding size={18} />}
        // A long name is shown whole, on another line.
        styles={{
          root: { height: 'auto', minHeight: 42, paddingBlock: 8 },
          label: { whiteSpace: 'normal', lineHeight: 1.3 },
        }}
      >
        Continue with {data.singleSignOn}
      </Button>
      {isPutAway ? (
        <Anchor component="button" type="button" size="sm" ta="center" onClick={() => setOpen(true)}>
          Sign in as an owner
        </Anchor>
      ) : (
        <>
          <Divider label={data.requiresSingleSignOn ? 'or as an owner' : 'or with your password'} />
          {children}
        </>
      )}
    </>
  );
}
