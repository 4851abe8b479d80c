import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconArrowUp, IconDownload } from '@tabler/icons-react';
import { ButtonLink, TextLink } from '../../../ui/links.tsx';
import type { InstalledTask, Template } from './templates.queries.ts';

interface TemplateCardProps {
  readonly botId: string;
  readonly template: Template;
  /** The dialogs of the bot that came from it. */
  readonly tasks: readonly InstalledTask[];
  /** Absent where the member may not install. */
  readonly onPlan: (() => void) | undefined;
}

/** One template: what it does, and where it is installed. */
export function TemplateCard({ botId, template, tasks, onPlan }: TemplateCardProps) {
  const [taskId] = template.installedAs;
  const isInstalled = taskId !== undefined;
  return (
    <Card role="listitem" padding="md">
      <Stack gap="sm" h="100%" justify="space-between">
        <div>
          <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
            <Title order={2} fz="md">
              {template.title}
            </Title>
            {isInstalled && <Badge color="teal">Installed</Badge>}
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            {template.description}
          </Text>
          {tasks.map((task) => (
            <Installed key={task.id} botId={botId} task={task} newest={template.version} />
          ))}
        </div>
        <Group gap="xs">
          {isInstalled && (
            <ButtonLink
              variant="light"
              size="xs"
              to="/bots/$botId/dialogs/$taskId"
              params={{ botId, taskId }}
              rightSection={<IconArrowRight size={14} />}
            >
              Go to dialog
            </ButtonLink>
          )}
          {onPlan !== undefined && (
            <Button
              size="xs"
              variant={isInstalled ? 'subtle' : 'filled'}
              leftSection={<IconDownload size={14} />}
              onClick={onPlan}
              aria-label={isInstalled ? `Install again: ${template.title}` : `Install ${template.title}`}
            >
              {isInstalled ? 'Install again' : 'Install'}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

interface InstalledProps {
  readonly botId: string;
  readonly task: InstalledTask;
  readonly newest: number;
}

function Installed({ botId, task, newest }: InstalledProps) {
  const isOld = task.origin !== null && task.origin.version < newest;
  return (
    <Text size="xs" mt={6}>
      As{' '}
      <TextLink to="/bots/$botId/dialogs/$taskId" params={{ botId, taskId: task.id }} inherit>
        {task.name}
      </TextLink>
      {isOld && (
        <Text span inherit c="dimmed">
          {' '}
          <IconArrowUp size={12} aria-hidden /> a newer version is there
        </Text>
      )}
    </Text>
  );
}
