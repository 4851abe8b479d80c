import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { entityNamesOf } from '../../graph/editing/fresh.ts';
import { renameEntity } from '../../graph/editing/names.ts';
import { entityKinds, type DialogEntity } from '../../../../dialog-graph/graph.ts';
import { kindWords } from '../../graph/model/words.ts';
import { LiteralField } from '../fields/literal-field.tsx';
import { useFieldProblem } from '../parts/field-problem.ts';
import { BoundFields } from './bound-fields.tsx';
import { ChoiceFields } from './choice-fields.tsx';

interface EntityFieldsProps {
  readonly nodeId: string;
  /** Where the entity lies in the node. */
  readonly pointer: string;
  readonly entity: DialogEntity;
  readonly onChange: (patch: Partial<DialogEntity>, about?: string) => void;
}

const kinds = entityKinds.map((value) => ({ value, label: kindWords[value] }));
const requirements = [
  { value: 'mandatory', label: 'Required' },
  { value: 'optional', label: 'Optional: “skip” leaves it out' },
  { value: 'hidden', label: 'Hidden: never asked, only filled by default' },
];
const sensitivities = [
  { value: 'redact', label: 'Yes: nothing of it is kept' },
  { value: 'mask', label: 'Yes: its last four characters are kept' },
  { value: 'replace', label: 'Yes: its name is kept in its place' },
];

/** Every property of one value that is asked for. */
export function EntityFields({ nodeId, pointer, entity, onChange }: EntityFieldsProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const kindProblem = useFieldProblem(nodeId, pointer, false);
  const { kind, requirement, sensitive, reuse, defaultValue } = entity;
  return (
    <>
      <EntityName {...{ nodeId, pointer, entity }} />
      <Group grow align="flex-start">
        <Select
          label="Kind"
          data={kinds}
          searchable
          allowDeselect={false}
          value={kind}
          readOnly={isReadOnly}
          error={kindProblem}
          onChange={(next) => next && onChange(ofKind(next))}
        />
        <Select
          label="Is it needed?"
          data={requirements}
          comboboxProps={{ width: 300, position: 'bottom-end' }}
          allowDeselect={false}
          value={requirement}
          readOnly={isReadOnly}
          onChange={(next) => next && onChange({ requirement: next as DialogEntity['requirement'] })}
        />
      </Group>
      {kind === 'choice' && <ChoiceFields {...{ nodeId, pointer, entity, onChange }} />}
      <BoundFields {...{ nodeId, pointer, entity, onChange }} />
      <div>
        <Select
          label="Default value"
          description="Taken when nothing is answered."
          data={[
            { value: 'none', label: 'None' },
            { value: 'fixed', label: 'A fixed value' },
          ]}
          allowDeselect={false}
          value={defaultValue === undefined ? 'none' : 'fixed'}
          readOnly={isReadOnly}
          onChange={(next) => onChange({ defaultValue: next === 'fixed' ? '' : undefined })}
          mb={defaultValue === undefined ? 0 : 6}
        />
        {defaultValue !== undefined && (
          <LiteralField
            label="Default value"
            schema={schemaOfKind(entity)}
            value={defaultValue}
            isReadOnly={isReadOnly}
            onChange={(next) => onChange({ defaultValue: next }, `${pointer}/defaultValue`)}
          />
        )}
      </div>
      <Select
        label="Sensitive"
        description="Kept out of logs and transcripts."
        data={sensitivities}
        placeholder="No"
        clearable
        value={sensitive ?? null}
        readOnly={isReadOnly}
        onChange={(next) => onChange({ sensitive: (next ?? undefined) as DialogEntity['sensitive'] })}
      />
      <Checkbox
        label="Always ask"
        description="What was said before the question, or in an earlier dialog, does not count."
        checked={reuse === false}
        disabled={isReadOnly}
        onChange={(event) => onChange({ reuse: event.currentTarget.checked ? false : undefined })}
      />
    </>
  );
}

function EntityName({ nodeId, pointer, entity }: Pick<EntityFieldsProps, 'nodeId' | 'pointer' | 'entity'>) {
  const { edit } = useCommands();
  const { graph } = useEditor(draftOf);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const problem = useFieldProblem(nodeId, `${pointer}/name`);
  const [typed, setTyped] = useState<string>();
  const name = typed ?? entity.name;
  const isFitting = /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name);
  const isTaken = name !== entity.name && entityNamesOf(graph).has(name);
  const finish = () => {
    if (typed !== undefined && isFitting && !isTaken && typed !== entity.name)
      edit((at) => renameEntity(at, entity.name, typed));
    setTyped(undefined);
  };
  const fault = isFitting
    ? isTaken
      ? 'Another question has this name.'
      : problem
    : 'Letters and digits only, beginning with a letter.';
  return (
    <TextInput
      label="Name"
      description="What messages, conditions and services call the answer. It changes wherever it is used."
      value={name}
      error={fault}
      maxLength={64}
      readOnly={isReadOnly}
      data-pointer={`${pointer}/name`}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
      }}
    />
  );
}

/** What does not go with another kind is dropped. */
function ofKind(next: string): Partial<DialogEntity> {
  const kind = entityKinds.find((each) => each === next) ?? 'text';
  return {
    kind,
    ...(kind !== 'choice' && { choices: undefined, multiple: undefined }),
    ...(kind === 'choice' && { choices: [{ value: 'first', title: 'First' }] }),
    ...{
      min: undefined,
      max: undefined,
      currency: undefined,
      country: undefined,
      maxLength: undefined,
      defaultValue: undefined,
    },
  };
}

function schemaOfKind({ kind, choices }: DialogEntity) {
  if (kind === 'choice') return { enum: choices?.map(({ value }) => value) ?? [] };
  if (kind === 'number') return { type: 'number' };
  return kind === 'yes-no' ? { type: 'boolean' } : { type: 'string' };
}
