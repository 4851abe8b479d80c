import {
  ActionIcon,
  Alert,
  Box,
  Button,
  Group,
  ScrollArea,
  Stack,
  TextInput,
  ThemeIcon,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core';
import { IconAlertTriangle, IconCopy, IconTrash, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { problemsOf } from '../editor/lookups.ts';
import { useCommands, useEditor, useNode } from '../editor/use-editor.ts';
import { looks } from '../flow/nodes/node-look.ts';
import { focusNode } from '../flow/view/use-look.ts';
import type { DialogNode, NodeType } from '../../../dialog-graph/graph.ts';
import { typeWords } from '../graph/model/words.ts';
import { GroupSelect } from './fields/group-select.tsx';
import { ConfirmationForm } from './forms/confirmation-form.tsx';
import { EntityForm } from './forms/entity-form.tsx';
import { FormForm } from './forms/form-form.tsx';
import { IntentForm } from './forms/intent-form.tsx';
import { EndForm, GroupForm } from './forms/small-forms.tsx';
import { MessageForm } from './message/message-form.tsx';
import { LanguageSwitch } from './parts/language-switch.tsx';
import { WaysSection } from './parts/ways-section.tsx';
import { ServiceForm } from './service/service-form.tsx';
import classes from './node-panel.module.css';

type Form<Type> = (node: Extract<DialogNode, { type: Type }>) => ReactNode;

const forms: { readonly [Type in NodeType]: Form<Type> } = {
  intent: (node) => <IntentForm node={node} />,
  entity: (node) => <EntityForm node={node} />,
  form: (node) => <FormForm node={node} />,
  confirmation: (node) => <ConfirmationForm node={node} />,
  service: (node) => <ServiceForm node={node} />,
  message: (node) => <MessageForm node={node} />,
  decision: () => null,
  group: (node) => <GroupForm node={node} />,
  end: (node) => <EndForm node={node} />,
};

/** Every property of the node that is open. */
export function NodePanel() {
  const id = useEditor(({ current, isPanelOpen }) => (isPanelOpen ? current : undefined));
  const node = useNode(id);
  return node ? <OpenPanel key={node.id} node={node} /> : null;
}

function OpenPanel({ node }: { readonly node: DialogNode }) {
  const { closePanel, changeNode } = useCommands();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const frame = useRef<HTMLElement>(null);
  useWantedField(frame);
  const { icon: Icon, color } = looks[node.type];
  const hasTexts = node.type !== 'decision' && node.type !== 'group' && node.type !== 'end' && node.type !== 'service';
  const close = () => {
    closePanel();
    focusNode(node.id);
  };
  return (
    <section
      ref={frame}
      className={classes.panel}
      aria-label={`${typeWords[node.type]}: ${node.title}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <VisuallyHidden component="h2">
        {typeWords[node.type]}: {node.title}
      </VisuallyHidden>
      <Group className={classes.head} gap="xs" wrap="nowrap">
        <ThemeIcon variant="light" color={color} size={32} radius="md" aria-hidden>
          <Icon size={18} stroke={1.7} />
        </ThemeIcon>
        <TextInput
          flex={1}
          variant="unstyled"
          aria-label="Title of the node"
          classNames={{ input: classes.title }}
          value={node.title}
          maxLength={200}
          readOnly={isReadOnly}
          onChange={(event) => {
            const title = event.currentTarget.value;
            changeNode(node.id, (at) => ({ ...at, title }), '/title');
          }}
        />
        <Tooltip label="Close (Esc)">
          <ActionIcon aria-label="Close the panel" onClick={close}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <ScrollArea flex={1} type="auto" viewportProps={{ tabIndex: -1 }}>
        <Stack gap="lg" p="md">
          {hasTexts && <LanguageSwitch />}
          <NodeProblems nodeId={node.id} />
          {(forms[node.type] as Form<NodeType>)(node)}
          <WaysSection node={node} />
          {!isReadOnly && node.type !== 'intent' && <GroupSelect node={node} />}
          {!isReadOnly && node.type !== 'intent' && <PanelActions node={node} />}
        </Stack>
      </ScrollArea>
    </section>
  );
}

function PanelActions({ node }: { readonly node: DialogNode }) {
  const { duplicate, remove } = useCommands();
  return (
    <Box className={classes.actions}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconCopy size={14} />}
        onClick={() => duplicate([node.id])}
      >
        Duplicate
      </Button>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        leftSection={<IconTrash size={14} />}
        onClick={() => remove([node.id])}
      >
        Delete
      </Button>
    </Box>
  );
}

function NodeProblems({ nodeId }: { readonly nodeId: string }) {
  const problems = useEditor((state) => problemsOf(state.problems, nodeId));
  if (problems.length === 0) return null;
  const isError = problems.some(({ severity }) => severity === 'error');
  return (
    <Alert
      color={isError ? 'red' : 'orange'}
      icon={<IconAlertTriangle />}
      p="xs"
      title={problems.length === 1 ? undefined : `${problems.length} problems`}
    >
      <Stack gap={4}>
        {problems.map(({ pointer, message, code }) => (
          <span key={`${pointer} ${code} ${message}`}>{message}</span>
        ))}
      </Stack>
    </Alert>
  );
}

/** Goes to the field that somebody asked for: the one of a problem, or where the node leads. */
function useWantedField(frame: { readonly current: HTMLElement | null }): void {
  const wanted = useEditor((state) => state.wanted);
  const opened = useRef(wanted?.turn);
  useEffect(() => {
    if (!wanted) return;
    const fields = [...(frame.current?.querySelectorAll<HTMLElement>('[data-pointer]') ?? [])];
    const near = fields
      .filter(
        ({ dataset }) =>
          wanted.pointer === dataset['pointer'] ||
          wanted.pointer.startsWith(`${dataset['pointer']}/`) ||
          dataset['pointer']?.startsWith(`${wanted.pointer}/`),
      )
      .sort((one, other) => (other.dataset['pointer']?.length ?? 0) - (one.dataset['pointer']?.length ?? 0))[0];
    const input = near?.matches('input, textarea, button')
      ? near
      : near?.querySelector<HTMLElement>('input, textarea, button');
    near?.scrollIntoView({ block: 'center' });
    input?.focus({ preventScroll: true });
    opened.current = wanted.turn;
  }, [wanted, frame]);
}
