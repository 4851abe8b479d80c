import { Text, Timeline } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { labelOfState } from '../../../ui/state-badge.tsx';
import type { AuthorizationRequest } from '../activity.queries.ts';
import { stepWords } from './cures.ts';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** What happened to a request, step by step. */
export function RequestTimeline({ request }: { readonly request: AuthorizationRequest }) {
  const { timeline, status } = request;
  return (
    <Timeline active={timeline.length - 1} bulletSize={22} lineWidth={2}>
      {timeline.map(({ step, at, reason }, index) => {
        const { color, icon: Icon } = markOf(step, status);
        const isEnd = step === 'ended';
        return (
          <Timeline.Item
            key={index}
            title={isEnd ? labelOfState(status) : (stepWords[step] ?? step)}
            color={color}
            bullet={<Icon size={13} />}
          >
            <Text size="xs" c="dimmed">
              {clock.format(new Date(at))} · <RelativeTime time={at} span size="xs" />
              {reason !== undefined && !isEnd && ` · ${reason.replaceAll('-', ' ')}`}
            </Text>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

function markOf(step: string, status: AuthorizationRequest['status']) {
  if (step === 'ended' && status !== 'completed') return { color: 'red', icon: IconX };
  if (step === 'code-wrong' || step === 'interrupted') return { color: 'orange', icon: IconAlertTriangle };
  return { color: undefined, icon: IconCheck };
}
