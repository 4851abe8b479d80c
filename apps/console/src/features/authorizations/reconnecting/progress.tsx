import { Alert, Group, Loader, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { hasEnded, requestQuery } from '../authorizations.queries.ts';
import { ProofOfPerson } from './proof-of-person.tsx';

interface ProgressProps {
  readonly requestId: string;
  /** Whom everybody waits for. */
  readonly name: string;
  /** What else can be done while nothing happens. */
  readonly children?: ReactNode;
}

/** Follows a request to authorize until it has ended, and says how. */
export function Progress({ requestId, name, children }: ProgressProps) {
  const queryClient = useQueryClient();
  const { data: request, refetch } = useQuery(requestQuery(requestId));
  const isOver = request !== undefined && hasEnded(request.status);
  useEffect(() => {
    const channel = new BroadcastChannel('attache-authorization');
    channel.onmessage = () => void refetch();
    return () => channel.close();
  }, [refetch]);
  useEffect(() => {
    if (isOver) void queryClient.invalidateQueries({ queryKey: ['authorizations'] });
  }, [isOver, queryClient]);
  if (isOver) return <Ending isReconnected={request.status === 'completed'} request={request} />;
  if (request?.status === 'proof-required') {
    return <ProofOfPerson requestId={requestId} name={name} attemptsLeft={request.codeAttemptsLeft ?? 0} />;
  }
  return (
    <Group gap="sm" role="status">
      <Loader size="xs" aria-hidden />
      <Text size="sm">
        {request?.status === 'redirected' ? 'Signing in at the system now.' : `Waiting for ${name}.`} {children}
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
