import { SimpleGrid, Stack, Text } from '@mantine/core';
import { IconSitemapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../api/session.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LoadingCards } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { TabProps } from '../action-tabs.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { TemplateCard } from './template-card.tsx';
import { installedTasksQuery, templatesQuery } from './templates.queries.ts';

/** Ready-made dialogs of a system: what each would add, and where they are installed. */
export function TemplatesTab({ place, connector, enabling, onOpen }: TabProps) {
  const mayInstall = useMay('dialogs:edit');
  const templates = useQuery(templatesQuery(place));
  const tasks = useQuery(installedTasksQuery(place.botId));
  const [planned, setPlanned] = useState<string>();
  const template = templates.data?.find(({ name }) => name === planned);
  if (templates.isPending) return <LoadingCards />;
  if (templates.isError) return <ProblemAlert error={templates.error} onRetry={() => void templates.refetch()} />;
  if (templates.data.length === 0) {
    return (
      <EmptyState icon={IconSitemapOff} title="There are no templates">
        {connector.name} comes without ready-made dialogs. Its operations can be used in dialogs of your own.
      </EmptyState>
    );
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        A template is a ready-made dialog: it asks for what it needs, does the work in {connector.name}, and says what
        came of it. Once installed it is yours to change.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} role="list" aria-label="Templates">
        {templates.data.map((one) => (
          <TemplateCard
            key={one.name}
            botId={place.botId}
            template={one}
            tasks={(tasks.data ?? []).filter(({ id }) => one.installedAs.includes(id))}
            onPlan={mayInstall ? () => setPlanned(one.name) : undefined}
          />
        ))}
      </SimpleGrid>
      {template !== undefined && (
        <PlanDialog
          key={template.name}
          place={place}
          template={template}
          enabling={enabling}
          onAuthorize={() => onOpen('authorization')}
          onClose={() => setPlanned(undefined)}
        />
      )}
    </Stack>
  );
}
