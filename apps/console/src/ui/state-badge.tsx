import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconLock,
  IconPlayerPause,
  IconX,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

type Tone = 'good' | 'calm' | 'waiting' | 'warning' | 'bad';

interface Look {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: ComponentType<{ readonly size?: number }>;
}

const colors: Readonly<Record<Tone, string>> = {
  good: 'teal',
  calm: 'gray',
  waiting: 'ink',
  warning: 'orange',
  bad: 'red',
};

/** Every state that the API tells, in words; the icon says the same as the colour. */
const looks: Readonly<Record<string, Look>> = {
  available: { label: 'Available', tone: 'calm', icon: IconCircleDashed },
  configured: { label: 'Enabled', tone: 'good', icon: IconCheck },
  enabled: { label: 'Enabled', tone: 'good', icon: IconCheck },
  disabled: { label: 'Disabled', tone: 'calm', icon: IconPlayerPause },
  error: { label: 'Needs attention', tone: 'bad', icon: IconAlertTriangle },
  active: { label: 'Active', tone: 'good', icon: IconCheck },
  quarantined: { label: 'Not confirmed yet', tone: 'warning', icon: IconLock },
  'needs-reauthorization': { label: 'Must be authorized again', tone: 'bad', icon: IconAlertTriangle },
  revoked: { label: 'Revoked', tone: 'calm', icon: IconX },
  pending: { label: 'Waiting', tone: 'waiting', icon: IconClock },
  redirected: { label: 'At the provider', tone: 'waiting', icon: IconClock },
  'choice-required': { label: 'Choice awaited', tone: 'waiting', icon: IconClock },
  'proof-required': { label: 'Code awaited', tone: 'waiting', icon: IconLock },
  dead: { label: 'Given up', tone: 'bad', icon: IconAlertTriangle },
  delivered: { label: 'Delivered', tone: 'good', icon: IconCheck },
  running: { label: 'Running', tone: 'waiting', icon: IconClock },
  succeeded: { label: 'Succeeded', tone: 'good', icon: IconCheck },
  completed: { label: 'Completed', tone: 'good', icon: IconCheck },
  failed: { label: 'Failed', tone: 'bad', icon: IconAlertTriangle },
  'authorization-required': { label: 'Needs authorization', tone: 'calm', icon: IconLock },
  denied: { label: 'Denied', tone: 'bad', icon: IconX },
  expired: { label: 'Expired', tone: 'calm', icon: IconClock },
  cancelled: { label: 'Withdrawn', tone: 'calm', icon: IconX },
  'outcome-unknown': { label: 'Outcome unknown', tone: 'warning', icon: IconAlertTriangle },
  unknown: { label: 'Outcome unknown', tone: 'warning', icon: IconAlertTriangle },
};

/** A state in words. */
export function labelOfState(state: string): string {
  return looks[state]?.label ?? state.replaceAll('-', ' ');
}

/** A state of an action, an authorization, a request or a run. */
export function StateBadge({ state, label }: { readonly state: string; readonly label?: string }) {
  const look = looks[state] ?? { label: state.replaceAll('-', ' '), tone: 'calm' as const, icon: IconCircleDashed };
  const Icon = look.icon;
  return (
    <Badge color={colors[look.tone]} leftSection={<Icon size={12} />} miw="max-content">
      {label ?? look.label}
    </Badge>
  );
}
