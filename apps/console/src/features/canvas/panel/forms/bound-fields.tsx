import { Group, NumberInput, TextInput } from '@mantine/core';
import { useEditor } from '../../editor/use-editor.ts';
import type { DialogEntity } from '../../../../dialog-graph/graph.ts';
import { useFieldProblem } from '../parts/field-problem.ts';

interface BoundFieldsProps {
  readonly nodeId: string;
  readonly pointer: string;
  readonly entity: DialogEntity;
  readonly onChange: (patch: Partial<DialogEntity>, about?: string) => void;
}

/** The limits of a value that its kind has. */
export function BoundFields(props: BoundFieldsProps) {
  switch (props.entity.kind) {
    case 'text':
    case 'company':
      return <LengthField {...props} />;
    case 'number':
      return <NumberBounds {...props} />;
    case 'money':
      return (
        <>
          <NumberBounds {...props} />
          <CodeField {...props} field="currency" label="Currency where none is said" example="EUR" />
        </>
      );
    case 'date':
      return <DateBounds {...props} />;
    case 'phone':
      return <CodeField {...props} field="country" label="Country of numbers that name none" example="DE" />;
    default:
      return null;
  }
}

function LengthField({ pointer, entity, onChange }: BoundFieldsProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  return (
    <NumberInput
      label="Most characters"
      placeholder="No limit"
      min={1}
      max={10_000}
      value={entity.maxLength ?? ''}
      readOnly={isReadOnly}
      onChange={(value) => onChange({ maxLength: numberOf(value) }, `${pointer}/maxLength`)}
    />
  );
}

function NumberBounds({ nodeId, pointer, entity: { min, max }, onChange }: BoundFieldsProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const minProblem = useFieldProblem(nodeId, `${pointer}/min`);
  const maxProblem = useFieldProblem(nodeId, `${pointer}/max`);
  const common = { placeholder: 'No limit', readOnly: isReadOnly };
  return (
    <Group grow align="flex-start">
      <NumberInput
        {...common}
        label="At least"
        value={min ?? ''}
        error={minProblem}
        onChange={(value) => onChange({ min: numberOf(value) }, `${pointer}/min`)}
      />
      <NumberInput
        {...common}
        label="At most"
        value={max ?? ''}
        error={maxProblem}
        onChange={(value) => onChange({ max: numberOf(value) }, `${pointer}/max`)}
      />
    </Group>
  );
}

function DateBounds({ nodeId, pointer, entity: { min, max }, onChange }: BoundFieldsProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const minProblem = useFieldProblem(nodeId, `${pointer}/min`);
  const maxProblem = useFieldProblem(nodeId, `${pointer}/max`);
  const common = { type: 'date', readOnly: isReadOnly };
  return (
    <Group grow align="flex-start">
      <TextInput
        {...common}
        label="First day"
        value={String(min ?? '')}
        error={minProblem}
        onChange={(event) => onChange({ min: event.currentTarget.value || undefined })}
      />
      <TextInput
        {...common}
        label="Last day"
        value={String(max ?? '')}
        error={maxProblem}
        onChange={(event) => onChange({ max: event.currentTarget.value || undefined })}
      />
    </Group>
  );
}

interface CodeFieldProps extends BoundFieldsProps {
  readonly field: 'currency' | 'country';
  readonly label: string;
  readonly example: string;
}

function CodeField({ pointer, entity, onChange, field, label, example }: CodeFieldProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const write = (typed: string) => {
    const letters = typed
      .toUpperCase()
      .replace(/[^A-Z]/g, '')
      .slice(0, example.length);
    onChange({ [field]: letters === '' ? undefined : letters }, `${pointer}/${field}`);
  };
  return (
    <TextInput
      label={label}
      placeholder={example}
      value={entity[field] ?? ''}
      readOnly={isReadOnly}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}

function numberOf(value: number | string): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
