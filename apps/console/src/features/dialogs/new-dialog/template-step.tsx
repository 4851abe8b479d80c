import { Badge, Box, Button, Group, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadingRows } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { templatesQuery, type Template } from '../dialogs.queries.ts';
import classes from './new-dialog.module.css';

interface TemplateStepProps {
  readonly botId: string;
  readonly onBack: () => void;
  readonly onProceed: (template: Template) => void;
}

/** The templates of all systems, those that the bot can work with first. */
export function TemplateStep({ botId, onBack, onProceed }: TemplateStepProps) {
  const templates = useQuery(templatesQuery(botId));
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<Template>();
  const wanted = search.trim().toLowerCase();
  const found = (templates.data ?? []).filter(({ title, systemName, description }) =>
    `${systemName} ${title} ${description}`.toLowerCase().includes(wanted),
  );
  const systems = [...new Set([...found].sort(byReadiness).map(({ systemName }) => systemName))];
  return (
    <Stack gap="md">
      <TextInput
        aria-label="Search templates"
        placeholder="Search, for instance “lead”"
        leftSection={<IconSearch size={16} />}
        value={search}
        data-autofocus
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {templates.isPending && <LoadingRows count={4} />}
      {templates.isError && <ProblemAlert error={templates.error} onRetry={() => void templates.refetch()} />}
      <Stack gap="md" className={classes.list} tabIndex={-1}>
        {templates.isSuccess && found.length === 0 && (
          <Text size="sm" c="dimmed">
            No template of that name. Try another word.
          </Text>
        )}
        {systems.map((system) => (
          <Box key={system} component="section" aria-label={system}>
            <Group gap="xs" mb={6}>
              <Title order={3}>{system}</Title>
              <StateBadge state={found.find(({ systemName }) => systemName === system)?.action.state ?? 'available'} />
            </Group>
            <Stack gap={6}>
              {found
                .filter(({ systemName }) => systemName === system)
                .map((template) => (
                  <TemplateChoice
                    key={`${template.connectorId} ${template.name}`}
                    template={template}
                    isPicked={picked === template}
                    onPick={() => setPicked(template)}
                  />
                ))}
            </Stack>
          </Box>
        ))}
      </Stack>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button disabled={!picked} onClick={() => picked && onProceed(picked)}>
          Proceed
        </Button>
      </Group>
    </Stack>
  );
}

interface TemplateChoiceProps {
  readonly template: Template;
  readonly isPicked: boolean;
  readonly onPick: () => void;
}

function TemplateChoice({ template: { title, description, installedAs }, isPicked, onPick }: TemplateChoiceProps) {
  return (
    <UnstyledButton className={classes.choice} aria-pressed={isPicked} onClick={onPick}>
      <span style={{ flex: 1 }}>
        <Text component="span" display="block" fw={600} size="sm">
          {title}
        </Text>
        <Text component="span" display="block" size="sm" c="dimmed">
          {description}
        </Text>
      </span>
      {installedAs.length > 0 && <Badge color="gray">Installed</Badge>}
    </UnstyledButton>
  );
}

function byReadiness(one: Template, other: Template): number {
  return Number(other.action.state === 'configured') - Number(one.action.state === 'configured');
}
