import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { TemplatePlan } from './templates.queries.ts';

type Missing = TemplatePlan['missing'][number];
type CureKind = Missing['cure']['kind'];

interface MissingListProps {
  readonly missing: readonly Missing[];
  readonly isEnabling: boolean;
  readonly onCure: (kind: CureKind) => void;
}

const verbs: Readonly<Record<CureKind, string>> = {
  configure: 'Set it up',
  enable: 'Enable it',
  authorize: 'Authorize',
  rename: 'Rename',
};

/** What stands between a template and its working; one click leads to each cure. */
export function MissingList({ missing, isEnabling, onCure }: MissingListProps) {
  if (missing.length === 0) {
    return (
      <Group gap="xs">
        <IconCheck size={16} color="var(--mantine-color-teal-text)" aria-hidden />
        <Text size="sm">Nothing is missing: it works as soon as it is installed.</Text>
      </Group>
    );
  }
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="It can be installed, but does not work yet">
      <Stack gap="xs">
        {missing.map(({ code, message, cure }) => (
          <Group key={code} justify="space-between" gap="sm" wrap="nowrap">
            <Text size="sm">{message}</Text>
            <Button
              size="compact-sm"
              variant="light"
              color="orange"
              style={{ flexShrink: 0 }}
              loading={cure.kind === 'enable' && isEnabling}
              onClick={() => onCure(cure.kind)}
            >
              {verbs[cure.kind]}
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
