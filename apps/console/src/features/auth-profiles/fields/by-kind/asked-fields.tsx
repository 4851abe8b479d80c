import { Anchor, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useProfileForm } from '../../form/form-context.ts';
import { credentialsIn } from '../../form/ways.ts';

/** What whoever authorizes is asked for, as the system calls it: nothing to fill in. */
export function AskedFields() {
  const { form, preset } = useProfileForm();
  const asked = credentialsIn(preset, form);
  if (preset === undefined || asked === undefined) return null;
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby="asked">
      <Stack gap="xs">
        <Title order={3} id="asked">
          What people are asked for
        </Title>
        <Text size="sm">
          Nothing is registered, and nothing secret is entered here. Whoever authorizes enters this on a page of ours;{' '}
          {preset.name} is asked whether it is right before it is kept.
        </Text>
        <List size="sm" spacing={4}>
          {[...asked.parameters, ...asked.fields].map(({ name, title, description }) => (
            <List.Item key={name}>
              <b>{title}</b>
              {description !== '' && `: ${description}`}
            </List.Item>
          ))}
        </List>
        {asked.documentation !== null && (
          <Anchor href={asked.documentation} target="_blank" rel="noreferrer" size="sm">
            {preset.name} about it <IconExternalLink size={13} aria-label="opens in a new tab" />
          </Anchor>
        )}
      </Stack>
    </Paper>
  );
}
