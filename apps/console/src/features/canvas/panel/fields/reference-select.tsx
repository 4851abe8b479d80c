import { Select, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useEditor } from '../../editor/use-editor.ts';
import type { JsonSchema } from '../../graph/known/schema-fields.ts';
import type { Reference } from '../../../../dialog-graph/graph.ts';
import { referenceWords } from '../../graph/model/words.ts';
import { useFieldProblem } from '../parts/field-problem.ts';
import { useKnown } from '../parts/use-known.ts';
import { KnownLine } from './known-picker.tsx';
import { LiteralField } from './literal-field.tsx';

interface ReferenceSelectProps {
  readonly nodeId: string;
  readonly pointer: string;
  readonly label: string;
  readonly description?: string;
  readonly isLabelHidden?: boolean;
  readonly isRequired?: boolean;
  readonly value: Reference | undefined;
  readonly schema?: JsonSchema;
  /** Only what is known can be picked, no fixed value. */
  readonly isKnownOnly?: boolean;
  readonly isClearable?: boolean;
  readonly onChange: (reference: Reference | undefined) => void;
}

const fixed = 'fixed';

/** A value by picking it: something that is known at the node, or a fixed one. */
export function ReferenceSelect(props: ReferenceSelectProps) {
  const {
    nodeId,
    pointer,
    label,
    description,
    isLabelHidden,
    isRequired,
    value,
    schema,
    isKnownOnly,
    isClearable,
    onChange,
  } = props;
  const known = useKnown(nodeId, pointer);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const error = useFieldProblem(nodeId, pointer);
  const byKey = useMemo(() => new Map(known.map((each) => [keyOf(each.reference), each])), [known]);
  const data = useMemo(() => {
    const groups = [...new Set(known.map(({ group }) => group))].map((group) => ({
      group,
      items: known
        .filter((each) => each.group === group)
        .map((each) => ({ value: keyOf(each.reference), label: each.label })),
    }));
    const strange =
      value && value.from !== 'value' && !byKey.has(keyOf(value))
        ? [{ value: keyOf(value), label: `${referenceWords(value)} (not known here)` }]
        : [];
    const literal = isKnownOnly ? [] : [{ group: 'Or', items: [{ value: fixed, label: 'A fixed value' }] }];
    return [...strange, ...groups, ...literal];
  }, [known, value, byKey, isKnownOnly]);
  const key = value === undefined ? null : value.from === 'value' ? fixed : keyOf(value);
  const pick = (next: string | null) => {
    if (next === null) onChange(undefined);
    else onChange(next === fixed ? { from: 'value', value: '' } : (JSON.parse(next) as Reference));
  };
  return (
    <Stack gap={6} data-pointer={pointer}>
      <Select
        label={isLabelHidden ? undefined : label}
        aria-label={isLabelHidden ? label : undefined}
        description={description}
        withAsterisk={isRequired}
        error={error}
        data={data}
        value={key}
        searchable
        clearable={isClearable}
        allowDeselect={false}
        placeholder="Pick a value"
        nothingFoundMessage="Nothing of that name is known here"
        readOnly={isReadOnly}
        onChange={pick}
        renderOption={({ option }) => {
          const each = byKey.get(option.value);
          return each ? <KnownLine known={each} /> : option.label;
        }}
      />
      {value?.from === 'value' && (
        <LiteralField
          label={`${label}: fixed value`}
          schema={schema}
          value={value.value}
          isReadOnly={isReadOnly}
          onChange={(next) => onChange({ from: 'value', value: next })}
        />
      )}
    </Stack>
  );
}

function keyOf(reference: Reference): string {
  const entries = Object.entries(reference).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}
