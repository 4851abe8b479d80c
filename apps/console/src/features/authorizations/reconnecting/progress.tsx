import { Alert, Group, Loader, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { isAwaited, requestQuery, useFollowing } from '../../../authorizing/authorizing.queries.ts';
import { ProofOfPerson } from './proof-of-person.tsx';

interface ProgressProps {
  readonly requestId: string;
  /** Whom everybody waits for. */
  readonly name: string;
}

/** Follows the link of a person until it has ended, and says how. */
export function Progress({ requestId, name }: ProgressProps) {
  const { data: request } = useQuery(requestQuery(requestId));
  useFollowing(requestId, request);
  if (request !== undefined && !isAwaited(request)) {
    return <Ending isReconnected={request.status === 'completed'} request={request} />;
  }
  if (request?.status === 'proof-required') {
    return <ProofOfPerson requestId={requestId} name={name} attemptsLeft={request.codeAttemptsLeft ?? 0} />;
  }
  return (
    <Group gap="sm" role="status">
      <Loader size="xs" aria-hidden />
      <Text size="sm">
        {request?.status === 'redirected' ? 'Signing in at the system now.' : `Waiting for ${name}.`}
      </Text>
    </Group>
  );
}

interface EndingProps {
  readonly isReconnected: boolean;
  readonly request: { readonly accountName: string | null; readonly message: string | null };
}

function Ending({ isReconnected, request: { accountName, message } }: EndingProps) {
  if (isReconnected) {
    return (
      <Alert color="teal" icon={<IconCheck />} title="Reconnected" role="status">
        {accountName ?? 'The account'} is used from now on.
      </Alert>
    );
  }
  return (
    <Alert color="orange" title="Nothing was changed" role="status">
      {message ?? 'The sign-in did not come to its end.'} The authorization is as it was.
    </Alert>
  );
}
