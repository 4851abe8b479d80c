import { ActionIcon, Button, Checkbox, Group, Paper, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { operators, type Comparison, type ComparisonOperator, type Condition } from '../../../../dialog-graph/graph.ts';
import { isUnary, operatorWords } from '../../graph/model/words.ts';
import { ReferenceSelect } from './reference-select.tsx';

interface ConditionEditorProps {
  readonly nodeId: string;
  readonly pointer: string;
  readonly value: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly depth?: number;
}

const deepest = 3;

/** A comparison to begin with. */
export const firstComparison: Comparison = { left: { from: 'end-user', name: 'displayName' }, operator: 'is-set' };

/** A condition by picking: comparisons, joined by and, or and not. */
export function ConditionEditor({ depth = 0, ...props }: ConditionEditorProps) {
  const { value, onChange, pointer } = props;
  if ('not' in value) {
    return (
      <Stack gap={6}>
        <Checkbox size="xs" label="Not" checked onChange={() => onChange(value.not)} />
        <ConditionEditor
          {...props}
          value={value.not}
          depth={depth}
          pointer={`${pointer}/not`}
          onChange={(not) => onChange({ not })}
        />
      </Stack>
    );
  }
  if ('left' in value) return <ComparisonEditor {...props} value={value} depth={depth} />;
  return <JoinedEditor {...props} value={value} depth={depth} />;
}

interface ComparisonEditorProps extends ConditionEditorProps {
  readonly value: Comparison;
  readonly depth: number;
}

const operatorOptions = operators.map((value) => ({ value, label: operatorWords[value] }));

function ComparisonEditor({ nodeId, pointer, value, onChange, depth }: ComparisonEditorProps) {
  const { left, operator, right } = value;
  const compare = (next: ComparisonOperator) => {
    if (isUnary(next)) onChange({ left, operator: next });
    else onChange({ left, operator: next, right: right ?? { from: 'value', value: '' } });
  };
  return (
    <Stack gap={6}>
      <ReferenceSelect
        {...{
          nodeId,
          pointer: `${pointer}/left`,
          label: 'What is compared',
          isLabelHidden: true,
          isKnownOnly: true,
          value: left,
        }}
        onChange={(next) => next && onChange({ ...value, left: next })}
      />
      <Select
        aria-label="How it is compared"
        data={operatorOptions}
        value={operator}
        allowDeselect={false}
        onChange={(next) => {
          const found = operators.find((each) => each === next);
          if (found) compare(found);
        }}
      />
      {!isUnary(operator) && (
        <ReferenceSelect
          {...{
            nodeId,
            pointer: `${pointer}/right`,
            label: 'With what it is compared',
            isLabelHidden: true,
            value: right,
          }}
          onChange={(next) => next && onChange({ ...value, right: next })}
        />
      )}
      {depth < deepest && (
        <Group gap={4}>
          <Button variant="subtle" size="compact-xs" onClick={() => onChange({ all: [value, firstComparison] })}>
            And…
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={() => onChange({ any: [value, firstComparison] })}>
            Or…
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={() => onChange({ not: value })}>
            Not
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface JoinedEditorProps extends ConditionEditorProps {
  readonly value: { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] };
  readonly depth: number;
}

function JoinedEditor({ nodeId, pointer, value, onChange, depth }: JoinedEditorProps) {
  const key = 'all' in value ? 'all' : 'any';
  const parts = 'all' in value ? value.all : value.any;
  const join = (next: readonly Condition[], by: string = key) => {
    const [only, ...others] = next;
    if (only && others.length === 0 && by === key) onChange(only);
    else onChange(by === 'all' ? { all: next } : { any: next });
  };
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="How the conditions are joined"
        data={[
          { value: 'all', label: 'All of these' },
          { value: 'any', label: 'Any of these' },
        ]}
        value={key}
        onChange={(by) => join(parts, by)}
      />
      {parts.map((part, index) => (
        <Paper key={index} withBorder p="xs" radius="md">
          <Group justify="flex-end" mb={-4}>
            <ActionIcon
              size="xs"
              aria-label={`Remove condition ${index + 1}`}
              onClick={() => join(parts.filter((_, at) => at !== index))}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
          <ConditionEditor
            {...{ nodeId, pointer: `${pointer}/${key}/${index}`, value: part, depth: depth + 1 }}
            onChange={(next) => join(parts.map((each, at) => (at === index ? next : each)))}
          />
        </Paper>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={12} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() =>
          onChange(key === 'all' ? { all: [...parts, firstComparison] } : { any: [...parts, firstComparison] })
        }
      >
        Add a condition
      </Button>
    </Stack>
  );
}
