import { Radio, Group, Stack, TagsInput, Text } from '@mantine/core';
import { useProfileForm } from '../form/form-context.ts';
import { Warned } from './warned.tsx';

const separators = [' ', ',', '\n', '\r', '\t'];

/** The scopes as chips: what is pasted is split at commas and white space. */
export function ScopeField() {
  const { form, change, faultOf, preset } = useProfileForm();
  const known = new Map((preset?.scopes ?? []).map(({ id, description }) => [id, description]));
  return (
    <Stack gap="md">
      <Warned pointer="/scopes">
        <TagsInput
          label="Scopes"
          description="What the app may do. Type or paste them, with spaces or commas between."
          data={[...known.keys()]}
          renderOption={({ option }) => (
            <div>
              <Text size="sm" ff="monospace">
                {option.value}
              </Text>
              <Text size="xs" c="dimmed">
                {known.get(option.value)}
              </Text>
            </div>
          )}
          splitChars={separators}
          acceptValueOnBlur
          clearable
          maxTags={100}
          styles={{ pill: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={[...form.scopes]}
          error={faultOf('/scopes')}
          onChange={(scopes) => change({ scopes: [...new Set(scopes.map((scope) => scope.trim()).filter(Boolean))] })}
        />
      </Warned>
      <Radio.Group
        label="Separator of scopes"
        description="What the provider wants between them when they are sent."
        value={form.scopeSeparator}
        onChange={(separator) => change({ scopeSeparator: separator === ',' ? ',' : ' ' })}
      >
        <Group gap="lg" mt={6}>
          <Radio value=" " label="Space" />
          <Radio value="," label="Comma" />
        </Group>
      </Radio.Group>
    </Stack>
  );
}
