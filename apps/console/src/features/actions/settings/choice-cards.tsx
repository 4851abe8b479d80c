import { Box, Group, Radio, SimpleGrid, Text } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import classes from './choice-cards.module.css';

/** One of a few ways. */
export interface WayChoice<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  /** What it means. */
  readonly description: ReactNode;
  readonly isDisabled?: boolean;
}

interface ChoiceCardsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly choices: readonly WayChoice<Value>[];
  readonly isReadOnly: boolean;
}

/** A choice between a few ways that need explaining: radio buttons as cards. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const { label, value, onChange, choices, isReadOnly } = props;
  return (
    <Radio.Group value={value} onChange={(next) => onChange(next as Value)} aria-label={label}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {choices.map(({ value: own, title, icon: WayIcon, description, isDisabled }) => (
          <Radio.Card key={own} value={own} className={classes.card} disabled={isReadOnly || isDisabled}>
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator mt={2} />
              <Box style={{ minWidth: 0 }}>
                <Group gap={6} wrap="nowrap">
                  <WayIcon size={18} stroke={1.7} aria-hidden />
                  <Text fw={600} size="sm">
                    {title}
                  </Text>
                </Group>
                <Text size="sm" c="dimmed" mt={4} component="div">
                  {description}
                </Text>
              </Box>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
