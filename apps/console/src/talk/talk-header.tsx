import { ActionIcon, Group, Menu, Title, Tooltip, UnstyledButton, Text } from '@mantine/core';
import { IconChevronDown, IconLanguage, IconRefresh, IconUser, IconX } from '@tabler/icons-react';
import type { Persona } from './personas.ts';

const languages = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
];

interface TalkHeaderProps {
  readonly personas: readonly Persona[];
  readonly persona: Persona;
  readonly onPersona: (id: string) => void;
  readonly locale: string;
  readonly onLocale: (tag: string) => void;
  readonly onRestart: () => void;
  readonly onClose?: () => void;
}

/** As whom one talks, in which language, and the way to begin anew. */
export function TalkHeader(props: TalkHeaderProps) {
  const { personas, persona, onPersona, locale, onLocale, onRestart, onClose } = props;
  return (
    <Group
      px="md"
      py="xs"
      gap="xs"
      wrap="nowrap"
      justify="space-between"
      style={{ borderBottom: '1px solid var(--console-line)' }}
    >
      <div style={{ minWidth: 0 }}>
        <Title order={2} size="h3">
          Talk to the bot
        </Title>
        <Menu position="bottom-start">
          <Menu.Target>
            <UnstyledButton aria-label={`You speak as ${persona.displayName}. Choose another end user`}>
              <Group gap={4} wrap="nowrap" c="dimmed">
                <Text size="xs" truncate>
                  as {persona.displayName}
                </Text>
                <IconChevronDown size={12} />
              </Group>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Continue as another end user</Menu.Label>
            {personas.map(({ id, displayName }) => (
              <Menu.Item
                key={id}
                leftSection={<IconUser size={16} />}
                fw={id === persona.id ? 660 : undefined}
                aria-current={id === persona.id ? 'true' : undefined}
                onClick={() => onPersona(id)}
              >
                {displayName}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Group gap={2} wrap="nowrap">
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label={`Language: ${locale}`}>
              <ActionIcon aria-label={`Language of the conversation: ${locale}`}>
                <IconLanguage size={18} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {languages.map(({ tag, name }) => (
              <Menu.Item key={tag} fw={tag === locale ? 660 : undefined} onClick={() => onLocale(tag)}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Tooltip label="Begin anew">
          <ActionIcon aria-label="Begin the conversation anew" onClick={onRestart}>
            <IconRefresh size={18} />
          </ActionIcon>
        </Tooltip>
        {onClose && (
          <ActionIcon aria-label="Close" onClick={onClose}>
            <IconX size={18} />
          </ActionIcon>
        )}
      </Group>
    </Group>
  );
}
