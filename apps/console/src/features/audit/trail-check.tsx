import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { useVerification, type AuditVerification } from './audit.queries.ts';

/** Checks that nothing was changed, removed or put in, and tells what came of it. */
export function TrailCheck() {
  const check = useVerification();
  return (
    <Section title="Is it as it was written?">
      <Stack gap="md">
        <Text size="sm">
          Every entry is sealed together with the one before it. A check goes through all of them and finds the first
          that was changed, removed or put in, by whoever has the database.
        </Text>
        <Group>
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} />}
            loading={check.isPending}
            onClick={() => check.mutate()}
          >
            Check the trail
          </Button>
        </Group>
        <div aria-live="polite">
          {check.isError && <ProblemAlert error={check.error} />}
          {check.data !== undefined && <Result result={check.data} />}
        </div>
      </Stack>
    </Section>
  );
}

function Result({ result }: { readonly result: AuditVerification }) {
  const { checked, headSequence, headHash, prunedThrough } = result;
  if (result.break !== null) {
    return (
      <Alert color="red" icon={<IconAlertTriangle size={18} />} title="The trail is not as it was written">
        {result.break.detail} {checked} entries before that are good. Keep a copy of the database as it is, and compare
        it with your last export and backup.
      </Alert>
    );
  }
  return (
    <Alert color="teal" icon={<IconShieldCheck size={18} />} title={`All ${checked} entries are as they were written`}>
      {prunedThrough > 0 && `Entries up to ${prunedThrough} have been deleted by the retention. `}
      Note where the trail ends, somewhere else, to show a later cut: {headSequence},{' '}
      <Code style={{ overflowWrap: 'anywhere' }}>{headHash}</Code>
    </Alert>
  );
}
