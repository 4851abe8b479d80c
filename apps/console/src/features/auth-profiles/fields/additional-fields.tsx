import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isCodeGrant } from '../../../api/grant-types.ts';
import { useProfileForm } from '../form/form-context.ts';
import type { Pair } from '../form/profile-form.ts';
import { Warned } from './warned.tsx';

/** Fields that are added to the authorization request. */
export function AdditionalFields() {
  const { form, change, faultOf } = useProfileForm();
  const rows = form.additionalFields;
  const set = (index: number, pair: Partial<Pair>) =>
    change({ additionalFields: rows.map((row, at) => (at === index ? { ...row, ...pair } : row)) });
  return (
    <Warned pointer="/additionalFields">
      <Fieldset legend="Additional fields">
        <Stack gap="xs">
          <Text size="xs" c="dimmed">
            {!isCodeGrant(form.grantType)
              ? 'Added to the token request, such as an audience.'
              : 'Added to the authorization request, such as prompt=consent.'}
          </Text>
          {rows.map(({ key, value }, index) => (
            <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
              <TextInput
                aria-label={`Key of field ${index + 1}`}
                placeholder="Key"
                maxLength={255}
                flex={2}
                value={key}
                error={faultOf(`/additionalFields/${escaped(key.trim())}`)}
                onChange={(event) => set(index, { key: event.currentTarget.value })}
              />
              <TextInput
                aria-label={`Value of field ${index + 1}`}
                placeholder="Value"
                maxLength={3000}
                flex={3}
                value={value}
                onChange={(event) => set(index, { value: event.currentTarget.value })}
              />
              <ActionIcon
                mt={4}
                aria-label={`Remove field ${index + 1}`}
                onClick={() => change({ additionalFields: rows.filter((_, at) => at !== index) })}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          ))}
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => change({ additionalFields: [...rows, { key: '', value: '' }] })}
            >
              Add a field
            </Button>
          </div>
        </Stack>
      </Fieldset>
    </Warned>
  );
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
