import { ActionIcon, Button, Fieldset, Group, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useProfileForm } from '../form/form-context.ts';
import { namedFields, type CallField } from '../form/profile-form.ts';

const placements = [
  { value: 'header', label: 'Header' },
  { value: 'query', label: 'Query' },
  { value: 'body', label: 'Body' },
  { value: 'path', label: 'Path' },
] as const;

/** Fields that are added to every call that is made with an authorization of the profile. */
export function CallFields() {
  const { form, change } = useProfileForm();
  const rows = form.authorizationFields;
  const set = (index: number, field: Partial<CallField>) =>
    change({ authorizationFields: rows.map((row, at) => (at === index ? { ...row, ...field } : row)) });
  return (
    <Fieldset legend="Authorization fields">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          Added to every call, such as the header of an API gateway. Values are stored encrypted and never shown again.
        </Text>
        {rows.map((field, index) => (
          <Row
            key={index}
            field={field}
            number={index + 1}
            sentAs={namedFields(form).indexOf(field)}
            onChange={(changes) => set(index, changes)}
            onRemove={() => change({ authorizationFields: rows.filter((_, at) => at !== index) })}
          />
        ))}
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => change({ authorizationFields: [...rows, { placement: 'header', key: '', value: '' }] })}
          >
            Add an authorization field
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}

interface RowProps {
  readonly field: CallField;
  readonly number: number;
  /** Its place among those that are sent; -1 while it has no name. */
  readonly sentAs: number;
  readonly onChange: (changes: Partial<CallField>) => void;
  readonly onRemove: () => void;
}

function Row({ field: { placement, key, value, isStored }, number, sentAs, onChange, onRemove }: RowProps) {
  const { faultOf } = useProfileForm();
  const pointer = `/authorizationFields/${sentAs}`;
  return (
    <Group gap="xs" align="flex-start">
      <Select
        aria-label={`Placement of authorization field ${number}`}
        data={placements}
        allowDeselect={false}
        w={110}
        value={placement}
        onChange={(next) => next !== null && onChange({ placement: next, isStored: false })}
      />
      <TextInput
        aria-label={`Key of authorization field ${number}`}
        placeholder="Key"
        maxLength={255}
        flex="2 1 8rem"
        value={key}
        error={faultOf(`${pointer}/key`)}
        onChange={(event) => onChange({ key: event.currentTarget.value, isStored: false })}
      />
      <PasswordInput
        aria-label={`Value of authorization field ${number}`}
        placeholder={isStored ? 'Stored; type to replace it' : 'Value'}
        maxLength={3000}
        autoComplete="off"
        flex="3 1 9rem"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the value', tabIndex: 0 }}
        value={value}
        error={faultOf(`${pointer}/value`)}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <ActionIcon mt={4} aria-label={`Remove authorization field ${number}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
