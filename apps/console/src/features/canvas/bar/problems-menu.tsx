import { Button, Popover, ScrollArea, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { nodesById } from '../editor/lookups.ts';
import { draftOf } from '../editor/state.ts';
import { useCommands, useEditor } from '../editor/use-editor.ts';
import { count } from '../graph/model/summary.ts';
import classes from './problems-menu.module.css';

const most = 100;

/** What is wrong with the dialog; each line leads to the node and its field. */
export function ProblemsMenu() {
  const problems = useEditor((state) => state.problems);
  const isChecked = useEditor((state) => state.isChecked);
  const [isOpen, setOpen] = useState(false);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const color = errors > 0 ? 'red' : problems.length > 0 ? 'orange' : 'teal';
  const words = count(problems.length, 'problem');
  return (
    <Popover opened={isOpen} onChange={setOpen} width={360} position="bottom-start" shadow="lg" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={words} disabled={isOpen}>
          <Button
            variant="subtle"
            color={color}
            size="compact-md"
            px={8}
            fz="sm"
            aria-label={words}
            aria-busy={!isChecked}
            leftSection={problems.length === 0 ? <IconCircleCheck size={18} /> : <IconAlertTriangle size={18} />}
            onClick={() => setOpen((is) => !is)}
          >
            {problems.length}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label="Problems">
        {problems.length === 0 ? (
          <Text size="sm" p="xs">
            Nothing is wrong. What you save goes live.
          </Text>
        ) : (
          <ScrollArea.Autosize mah={400} type="auto">
            <ProblemList onDone={() => setOpen(false)} />
          </ScrollArea.Autosize>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function ProblemList({ onDone }: { readonly onDone: () => void }) {
  const problems = useEditor((state) => state.problems);
  const { graph } = useEditor(draftOf);
  const { goTo, show } = useCommands();
  const sorted = [...problems].sort(
    (one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'),
  );
  const open = (nodeId: string | undefined, pointer: string) => {
    onDone();
    if (nodeId === undefined) return;
    goTo(nodeId);
    show(nodeId, pointer);
  };
  return (
    <Stack gap={2}>
      {sorted.slice(0, most).map(({ nodeId, pointer, code, message, severity }) => (
        <UnstyledButton
          key={`${nodeId ?? ''} ${pointer} ${code}`}
          className={classes.problem}
          onClick={() => open(nodeId, pointer)}
        >
          <IconExclamationCircle
            size={18}
            className={classes.icon}
            data-severity={severity}
            aria-label={severity === 'error' ? 'Error' : 'Warning'}
          />
          <span>
            <Text size="sm" fw={560} component="span" display="block">
              {nodeId === undefined ? 'The dialog' : (nodesById(graph).get(nodeId)?.title ?? nodeId)}
            </Text>
            <Text size="xs" c="dimmed" component="span" display="block">
              {message}
            </Text>
          </span>
        </UnstyledButton>
      ))}
      {sorted.length > most && (
        <Text size="xs" c="dimmed" p="xs">
          {sorted.length - most} more. Cure these first.
        </Text>
      )}
    </Stack>
  );
}
