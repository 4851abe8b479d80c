import { Group, Radio, SimpleGrid, Text } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { ConnectorMark } from '../../../../ui/connector-mark.tsx';
import type { Preset } from '../../auth-profiles.queries.ts';
import { filled } from '../../form/profile-form.ts';
import classes from './preset-cards.module.css';

interface PresetCardsProps {
  readonly presets: readonly Preset[];
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly onChoose: (preset: Preset) => void;
}

/** The providers that much is known of, and one card for all others. */
export function PresetCards({ presets, value, isReadOnly, onChoose }: PresetCardsProps) {
  const choose = (id: string) => {
    const preset = presets.find((one) => one.id === id);
    if (preset !== undefined && !isReadOnly) onChoose(preset);
  };
  return (
    <Radio.Group
      label="Provider"
      description={
        isReadOnly
          ? 'The profile is saved; for another provider make another profile.'
          : 'What is known of it is filled in for you; you can change all of it.'
      }
      value={value}
      onChange={choose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" mt="xs">
        {presets.map((preset) => (
          <Radio.Card
            key={preset.id}
            value={preset.id}
            p="sm"
            radius="md"
            className={classes.card}
            disabled={isReadOnly && preset.id !== value}
          >
            <Group gap="sm" wrap="nowrap">
              {preset.id === 'generic' ? (
                <IconAdjustments size={34} stroke={1.3} aria-hidden />
              ) : (
                <ConnectorMark connectorId={preset.connectorId} name={preset.name} size={34} />
              )}
              <div className={classes.words}>
                <Text size="sm" fw={600}>
                  {preset.name}
                </Text>
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {hostOf(preset) ?? (preset.connectorId === null ? 'Enter its URLs yourself' : wordsOf(preset))}
                </Text>
              </div>
              <Radio.Indicator />
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}

/** What a system without OAuth asks for. */
function wordsOf({ credentials }: Preset): string {
  return credentials.map(({ title }) => title).join(', ');
}

function hostOf({ authorizationUrl, parameters }: Preset): string | undefined {
  const defaults = Object.fromEntries(parameters.map(({ name, default: byDefault = '' }) => [name, byDefault]));
  return /^https?:\/\/([^/]+)/.exec(filled(authorizationUrl, defaults))?.[1];
}
