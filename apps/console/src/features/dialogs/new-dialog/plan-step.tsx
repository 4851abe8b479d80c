import { Alert, Badge, Group, List, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '../../../ui/links.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { planQuery, useInstall, type Template, type TemplatePlan } from '../dialogs.queries.ts';
import { StepButtons } from './step-buttons.tsx';

interface PlanStepProps {
  readonly botId: string;
  readonly template: Template;
  readonly onBack: () => void;
  readonly onDone: (task: { readonly id: string; readonly name: string }) => void;
}

/** What installing a template adds, needs and still misses. */
export function PlanStep({ botId, template, onBack, onDone }: PlanStepProps) {
  const [name, setName] = useState(template.title);
  const [asked] = useDebouncedValue(name.trim(), 250);
  const plan = useQuery({ ...planQuery(botId, template, asked), placeholderData: keepPreviousData });
  const install = useInstall(botId, template);
  const missing = plan.data?.missing ?? [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        install.mutate({ name: name.trim() }, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        <Text size="sm">{template.description}</Text>
        <TextInput
          label="Name of the dialog"
          required
          maxLength={100}
          data-autofocus
          value={name}
          error={missing.find(({ code }) => code === 'name-taken')?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {plan.isPending && <Skeleton height={180} />}
        {plan.isError && <ProblemAlert error={plan.error} onRetry={() => void plan.refetch()} />}
        {plan.data && <PlanWords plan={plan.data} systemName={template.systemName} />}
        <Missing botId={botId} template={template} missing={missing.filter(({ code }) => code !== 'name-taken')} />
        {install.isError && <ProblemAlert error={install.error} />}
        <StepButtons
          onBack={onBack}
          isLoading={install.isPending}
          isOff={name.trim() === '' || plan.data?.canInstall === false}
          label="Install"
        />
      </Stack>
    </form>
  );
}

interface MissingProps extends Pick<PlanStepProps, 'botId' | 'template'> {
  readonly missing: TemplatePlan['missing'];
}

function Missing({ botId, template: { connectorId, systemName }, missing }: MissingProps) {
  if (missing.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="It can be installed, but does not work yet">
      <Stack gap="xs" align="flex-start">
        {missing.map(({ code, message }) => (
          <Text key={code} size="sm">
            {message}
          </Text>
        ))}
        <ButtonLink
          to="/bots/$botId/actions/$connectorId"
          params={{ botId, connectorId }}
          search={{ tab: 'authorization' }}
          size="compact-sm"
          variant="light"
          color="orange"
        >
          Set up {systemName}
        </ButtonLink>
      </Stack>
    </Alert>
  );
}

function PlanWords({
  plan: { adds, requires },
  systemName,
}: {
  readonly plan: TemplatePlan;
  readonly systemName: string;
}) {
  const asked = adds.entities.filter(({ requirement }) => requirement !== 'hidden');
  return (
    <>
      <Stack gap={6} component="section">
        <Title order={3}>Adds</Title>
        <Text size="sm">
          One dialog with {adds.nodes} nodes and {adds.messages} messages.
        </Text>
        {asked.length > 0 && (
          <Group gap={6}>
            <Text size="sm" c="dimmed">
              It asks for
            </Text>
            {asked.map((entity) => (
              <Badge key={entity.name} color={entity.requirement === 'mandatory' ? 'ink' : 'gray'}>
                {entity.name}
              </Badge>
            ))}
          </Group>
        )}
      </Stack>
      <Stack gap={6} component="section">
        <Title order={3}>Needs</Title>
        <List size="sm" spacing={4}>
          {requires.operations.map(({ id, title, kind }) => (
            <List.Item key={id}>
              {systemName}: {title} ({kind === 'write' ? 'changes data' : 'reads data'})
            </List.Item>
          ))}
          {requires.scopes.map(({ scope, inWords }) => (
            <List.Item key={scope}>{inWords}</List.Item>
          ))}
        </List>
      </Stack>
    </>
  );
}
