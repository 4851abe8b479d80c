import {
  CloseButton,
  Group,
  Paper,
  Skeleton,
  Stack,
  Text,
  ThemeIcon,
  Title,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../../api/session.ts';
import { useState } from 'react';
import { checklistQuery, type Checklist } from '../actions.queries.ts';
import classes from './first-steps.module.css';
import { isPutAway, putAway } from './put-away.ts';

interface Step {
  readonly key: keyof Checklist;
  readonly title: string;
  readonly hint: string;
  readonly search?: { readonly show: 'available' } | { readonly new: true };
  readonly to: '/bots/$botId/actions' | '/bots/$botId/dialogs' | '/bots/$botId/conversations';
}

const steps: readonly Step[] = [
  {
    key: 'hasEnabledAction',
    title: 'Enable an action',
    hint: 'Choose a system below, and say who authorizes it.',
    to: '/bots/$botId/actions',
    search: { show: 'available' },
  },
  {
    key: 'hasDialogTask',
    title: 'Install a template',
    hint: 'A ready-made dialog that asks, and does the work.',
    to: '/bots/$botId/dialogs',
    search: { new: true },
  },
  {
    key: 'hasConversation',
    title: 'Talk to the bot',
    hint: 'Try it as your people will.',
    to: '/bots/$botId/conversations',
  },
];

/** The first three steps of a bot, until they are done or put away. */
export function FirstSteps({ botId }: { readonly botId: string }) {
  const [isAway, setAway] = useState(() => isPutAway(botId));
  const mayBuild = useMay('actions:manage');
  const isShown = mayBuild && !isAway;
  const checklist = useQuery({ ...checklistQuery(botId), enabled: isShown });
  if (!isShown || checklist.isError) return null;
  if (checklist.data === undefined) return <Skeleton height={142} />;
  const { data } = checklist;
  const done = steps.filter(({ key }) => data[key]).length;
  if (done === steps.length) return null;
  const dismiss = () => {
    putAway(botId);
    setAway(true);
  };
  return (
    <Paper withBorder p="md" component="section" aria-label="First steps">
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Title order={2}>
          First steps{' '}
          <Text span size="sm" c="dimmed" fw={400}>
            {done} of {steps.length} done
          </Text>
        </Title>
        <Tooltip label="Put away">
          <CloseButton aria-label="Put the first steps away" onClick={dismiss} />
        </Tooltip>
      </Group>
      <ol className={classes.steps}>
        {steps.map(({ key, title, hint, to, search }, index) => (
          <li key={key} className={classes.step} data-done={data[key] || undefined}>
            <Mark isDone={data[key]} number={index + 1} />
            <Stack gap={0}>
              <Link to={to} params={{ botId }} search={search} className={classes.link}>
                {title}
                {data[key] && <VisuallyHidden> (done)</VisuallyHidden>}
              </Link>
              <Text size="xs" c="dimmed">
                {hint}
              </Text>
            </Stack>
          </li>
        ))}
      </ol>
    </Paper>
  );
}

function Mark({ isDone, number }: { readonly isDone: boolean; readonly number: number }) {
  return (
    <ThemeIcon size={28} radius="xl" variant="light" color={isDone ? 'teal' : 'ink'} aria-hidden>
      {isDone ? <IconCheck size={16} /> : <span className={classes.number}>{number}</span>}
    </ThemeIcon>
  );
}
