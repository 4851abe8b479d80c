import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconExternalLink, IconRefresh, IconAppWindow } from '@tabler/icons-react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { isAwaited, type AuthorizationRequest } from './authorizing.queries.ts';
import { cureOf } from './failure-cures.ts';
import type { Authorizing } from './use-authorizing.ts';

interface AuthorizeSectionProps {
  readonly systemName: string;
  readonly authorizing: Authorizing;
  /** Words of the button. */
  readonly label: string;
  /** Whether it is what there is to do next. */
  readonly isNext: boolean;
  /** What follows once it is done. */
  readonly done: string;
  /** A profile that stands for an app: nobody signs in anywhere. */
  readonly needsNobody?: boolean;
  /** What is typed in on a page of ours; nothing where one signs in at the system. */
  readonly asks?: readonly string[];
  readonly isReady?: boolean;
}

/** Sends the designer to the system, and tells beside the button what came of it. */
export function AuthorizeSection(props: AuthorizeSectionProps) {
  const { systemName, authorizing, needsNobody = false, asks = [] } = props;
  const { request, isBlocked, error } = authorizing;
  return (
    <Stack gap="sm">
      <Buttons {...props} />
      {!needsNobody && (
        <Text size="xs" c="dimmed">
          {asks.length === 0
            ? `A window of ${systemName} opens.`
            : `A window opens that asks for: ${asks.join(', ')}. It goes to ${systemName} to be checked, and is stored encrypted.`}{' '}
          Where windows are blocked, continue in this tab; you come back here.
        </Text>
      )}
      {isBlocked && <Blocked onContinue={authorizing.inThisTab} />}
      {error !== null && <ProblemAlert error={error} />}
      <div aria-live="polite">{request !== undefined && <Progress {...props} request={request} />}</div>
    </Stack>
  );
}

function Buttons({ authorizing, label, isNext, needsNobody = false, isReady = true }: AuthorizeSectionProps) {
  return (
    <Group gap="sm">
      <Button
        variant={isNext ? 'filled' : 'default'}
        leftSection={needsNobody ? <IconRefresh size={16} /> : <IconAppWindow size={16} />}
        loading={authorizing.isStarting}
        disabled={!isReady}
        onClick={needsNobody ? authorizing.withoutVisit : authorizing.inWindow}
      >
        {label}
      </Button>
      {!needsNobody && (
        <Button
          variant="subtle"
          disabled={!isReady || authorizing.isStarting}
          leftSection={<IconExternalLink size={16} />}
          onClick={authorizing.inThisTab}
        >
          Continue in this tab
        </Button>
      )}
    </Group>
  );
}

function Blocked({ onContinue }: { readonly onContinue: () => void }) {
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="The browser blocked the window" role="alert">
      <Text size="sm" mb="xs">
        Nothing was started. Allow windows for this site and try again, or go there in this tab and come back.
      </Text>
      <Button size="xs" variant="light" color="orange" onClick={onContinue}>
        Go on in this tab
      </Button>
    </Alert>
  );
}

/** What is to be done next where the person is. */
function waitingFor({ status }: AuthorizationRequest, { systemName, asks = [] }: AuthorizeSectionProps): string {
  if (status === 'choice-required') return `Waiting for you to choose which account of ${systemName} is meant.`;
  if (asks.length > 0) return `Waiting for you to enter: ${asks.join(', ')}.`;
  if (status === 'pending') return `Waiting for you to continue to ${systemName}.`;
  return `Waiting for ${systemName}: sign in there, and allow access.`;
}

interface ProgressProps extends AuthorizeSectionProps {
  readonly request: AuthorizationRequest;
}

function Progress(props: ProgressProps) {
  const { systemName, authorizing, done, needsNobody = false, request } = props;
  if (isAwaited(request)) {
    return (
      <Group gap="sm">
        <Loader size="xs" aria-hidden />
        <Text size="sm">{waitingFor(request, props)}</Text>
        <Button size="compact-sm" variant="default" onClick={authorizing.cancel}>
          Cancel
        </Button>
      </Group>
    );
  }
  if (request.status === 'completed') {
    return (
      <Alert color="teal" icon={<IconCheck />} title={`Authorized as ${request.accountName ?? 'the account'}`}>
        {done}
      </Alert>
    );
  }
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title="It was not authorized">
      <Stack gap="xs">
        <Text size="sm">{request.message ?? 'The sign-in did not come to its end.'}</Text>
        <Text size="sm">{cureOf(request.reason, systemName)}</Text>
        <Group>
          <Button
            size="xs"
            color="red"
            variant="light"
            leftSection={<IconRefresh size={14} />}
            onClick={needsNobody ? authorizing.withoutVisit : authorizing.inWindow}
          >
            Try again
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
