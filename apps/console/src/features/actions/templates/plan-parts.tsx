import { Badge, Group, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { wordsOf } from '../../../schema-form/json-schema.ts';
import { EffectBadge } from '../operations/effect-badge.tsx';
import type { TemplatePlan } from './templates.queries.ts';

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** What comes into the bot. */
export function Additions({ adds }: Pick<TemplatePlan, 'adds'>) {
  const asked = adds.entities.filter(({ requirement }) => requirement !== 'hidden');
  return (
    <Stack gap={6} component="section">
      <Title order={3}>Adds</Title>
      <Text size="sm">
        One dialog with {adds.nodes} nodes and {adds.messages} messages, in{' '}
        {adds.languages.map((tag) => languageNames.of(tag) ?? tag).join(' and ')}.
      </Text>
      {asked.length > 0 && (
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            It asks for
          </Text>
          {asked.map(({ name, kind, requirement }) => (
            <Badge key={name} color={requirement === 'mandatory' ? 'ink' : 'gray'} title={kind}>
              {wordsOf(name)}
              {requirement === 'optional' && ' (optional)'}
            </Badge>
          ))}
        </Group>
      )}
    </Stack>
  );
}

interface RequirementsProps extends Pick<TemplatePlan, 'requires'> {
  readonly systemName: string;
}

/** What it works with. */
export function Requirements({ requires, systemName }: RequirementsProps) {
  return (
    <Stack gap={6} component="section">
      <Title order={3}>Needs</Title>
      <List size="sm" spacing={4} listStyleType="none">
        {requires.operations.map(({ id, title, kind }) => (
          <List.Item key={id}>
            <Group gap="xs">
              {systemName}: {title} <EffectBadge effect={kind} />
            </Group>
          </List.Item>
        ))}
        {requires.scopes.map(({ scope, inWords, isGranted }) => (
          <List.Item key={scope}>
            <Group gap="xs" wrap="nowrap">
              <ThemeIcon size={18} radius="xl" variant="light" color={isGranted ? 'teal' : 'gray'} aria-hidden>
                {isGranted ? <IconCheck size={12} /> : <IconMinus size={12} />}
              </ThemeIcon>
              <span>
                {inWords}{' '}
                <Text span size="xs" c="dimmed">
                  {scope}
                  {!isGranted && ', not granted yet'}
                </Text>
              </span>
            </Group>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
