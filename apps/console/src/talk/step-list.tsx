import { Anchor, Paper, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import type { Step } from './messages.ts';
import { StepDetail } from './step-detail.tsx';
import { lookOf, summaryOf } from './step-looks.ts';
import classes from './talk-panel.module.css';

interface StepListProps {
  readonly steps: readonly Step[];
  readonly onOpenNode?: (node: { readonly taskId: string; readonly nodeId: string }) => void;
}

/** What happened while the bot answered: closed it says the most important, open it tells all. */
export function StepList({ steps, onOpenNode }: StepListProps) {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div className={classes.steps}>
      <UnstyledButton className={classes.stepsButton} onClick={toggle} aria-expanded={isOpen}>
        <IconChevronRight size={13} style={{ rotate: isOpen ? '90deg' : undefined }} aria-hidden />
        {summaryOf(steps)}
      </UnstyledButton>
      {isOpen && (
        <Paper withBorder radius="md" mt={4} component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
          {steps.map((step) => (
            <StepRow key={step.sequence} step={step} onOpenNode={onOpenNode} />
          ))}
        </Paper>
      )}
    </div>
  );
}

function StepRow({ step, onOpenNode }: { readonly step: Step } & Pick<StepListProps, 'onOpenNode'>) {
  const { icon: Icon, label, color } = lookOf(step.kind);
  return (
    <li className={classes.step}>
      <Text c={color} component="span" lh={1}>
        <Icon size={14} aria-hidden />
      </Text>
      <span>{label}</span>
      <div>
        <NodeName step={step} onOpenNode={onOpenNode} />
        <StepDetail step={step} />
        {step.run && <RunLines run={step.run} />}
      </div>
    </li>
  );
}

function NodeName({
  step: { taskId, nodeId },
  onOpenNode,
}: { readonly step: Step } & Pick<StepListProps, 'onOpenNode'>) {
  if (nodeId === null) return null;
  if (!onOpenNode || taskId === null) return <Text size="xs">{nodeId}</Text>;
  return (
    <Anchor component="button" type="button" size="xs" onClick={() => onOpenNode({ taskId, nodeId })}>
      {nodeId}
    </Anchor>
  );
}

/** The run of an operation: what was sent to the system and how it answered. */
function RunLines({ run }: { readonly run: NonNullable<Step['run']> }) {
  const { operation, status, errorCode, durationMs, requests } = run;
  const words = [operation, status, errorCode, durationMs === null ? null : `${Math.round(durationMs)} ms`];
  return (
    <>
      <Text size="xs">{words.filter((word) => word !== null).join(' · ')}</Text>
      {requests.map(({ method, pathTemplate, status: answered, durationMs: tookMs }, index) => (
        <code key={index} className={classes.stepCode}>
          {`${method} ${pathTemplate} → ${answered ?? 'no answer'} (${Math.round(tookMs)} ms)`}
        </code>
      ))}
    </>
  );
}
