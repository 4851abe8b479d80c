import { Button, Group, Modal, Skeleton, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowRight, IconCheck, IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '../../../ui/links.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { ActionPlace } from '../actions.queries.ts';
import type { Enabling } from '../lifecycle/use-enabling.ts';
import { MissingList } from './missing-list.tsx';
import { Additions, Requirements } from './plan-parts.tsx';
import { planQuery, useInstallTemplate, type Template } from './templates.queries.ts';

interface PlanDialogProps {
  readonly place: ActionPlace;
  readonly template: Template;
  readonly enabling: Enabling;
  readonly onAuthorize: () => void;
  readonly onClose: () => void;
}

/** What installing a template adds, needs and still misses; then the way to the dialog. */
export function PlanDialog(props: PlanDialogProps) {
  const { place, template, onClose } = props;
  const install = useInstallTemplate(place, template.name);
  return (
    <Modal opened onClose={onClose} size="lg" title={install.isSuccess ? 'Installed' : `Install ${template.title}`}>
      {install.isSuccess ? (
        <Done botId={place.botId} task={install.data} onClose={onClose} />
      ) : (
        <PlanForm {...props} install={install} />
      )}
    </Modal>
  );
}

interface PlanFormProps extends PlanDialogProps {
  readonly install: ReturnType<typeof useInstallTemplate>;
}

function PlanForm({ place, template, enabling, onAuthorize, onClose, install }: PlanFormProps) {
  const [name, setName] = useState(template.title);
  const [asked] = useDebouncedValue(name.trim(), 250);
  const plan = useQuery({ ...planQuery(place, template.name, asked), placeholderData: keepPreviousData });
  const missing = plan.data?.missing ?? [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        install.mutate({ name: name.trim() });
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
        {plan.isPending && <Skeleton height={220} />}
        {plan.isError && <ProblemAlert error={plan.error} onRetry={() => void plan.refetch()} />}
        {plan.data !== undefined && (
          <>
            <Additions adds={plan.data.adds} />
            <Requirements requires={plan.data.requires} systemName={template.systemName} />
            <MissingList
              missing={missing.filter(({ code }) => code !== 'name-taken')}
              isEnabling={enabling.isPending}
              onCure={(kind) => (kind === 'enable' ? enabling.enable() : onAuthorize())}
            />
          </>
        )}
        {install.isError && <ProblemAlert error={install.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            leftSection={<IconDownload size={16} />}
            loading={install.isPending}
            disabled={name.trim() === '' || plan.data?.canInstall === false}
          >
            Install
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface DoneProps {
  readonly botId: string;
  readonly task: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

function Done({ botId, task, onClose }: DoneProps) {
  return (
    <Stack gap="md">
      <Group wrap="nowrap" align="flex-start">
        <ThemeIcon color="teal" variant="light" size={40} radius="xl" aria-hidden>
          <IconCheck size={22} />
        </ThemeIcon>
        <Text size="sm">
          “{task.name}” is one of the bot's dialogs now. Open it to change what it says, and to talk to the bot beside
          it.
        </Text>
      </Group>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Stay here
        </Button>
        <ButtonLink
          to="/bots/$botId/dialogs/$taskId"
          params={{ botId, taskId: task.id }}
          rightSection={<IconArrowRight size={16} />}
          data-autofocus
          ref={(link: HTMLAnchorElement | null) => link?.focus()}
        >
          Go to dialog
        </ButtonLink>
      </Group>
    </Stack>
  );
}
