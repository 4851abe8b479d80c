import { Button, Group, NumberInput, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session.ts';
import { askFirst } from '../../ui/confirm.tsx';
import { showDone } from '../../ui/notices.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { auditSettingsQuery, useChangeRetention } from './audit.queries.ts';

const least = 30;
const most = 36_500;

/** For how long entries are kept, and changing it. */
export function Retention() {
  const settings = useQuery(auditSettingsQuery);
  const mayChange = useMay('workspace:manage');
  return (
    <Section title="How long it is kept">
      {settings.isError && <ProblemAlert error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton height={60} />}
      {settings.data !== undefined &&
        (mayChange ? (
          <Days key={settings.data.retentionDays} saved={settings.data.retentionDays} />
        ) : (
          <Text size="sm">Entries are kept for {settings.data.retentionDays} days.</Text>
        ))}
    </Section>
  );
}

function Days({ saved }: { readonly saved: number }) {
  const [days, setDays] = useState<number | string>(saved);
  const change = useChangeRetention();
  const isGood = typeof days === 'number' && days >= least && days <= most;
  const save = (wanted: number) => change.mutate(wanted, { onSuccess: () => showDone('The retention is changed.') });
  const ask = () => {
    if (!isGood) return;
    if (days > saved) return save(days);
    askFirst({
      title: 'Keep the trail for a shorter time?',
      body: `Entries older than ${days} days are deleted for good during the next night. Export them first if you may need them.`,
      confirm: 'Keep it shorter',
      onConfirm: () => save(days),
    });
  };
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <NumberInput
          label="Days"
          description={`At least ${least}`}
          w="10rem"
          min={least}
          max={most}
          allowDecimal={false}
          value={days}
          error={isGood ? undefined : `From ${least} to ${most} days`}
          onChange={setDays}
        />
        <Button disabled={!isGood || days === saved} loading={change.isPending} onClick={ask}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}
