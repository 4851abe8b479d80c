import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useFoundBots } from './bot-select.tsx';
import type { SearchOption } from './search-select.tsx';

interface BotsSelectProps extends Pick<MultiSelectProps, 'label' | 'description' | 'error'> {
  readonly value: readonly SearchOption[];
  readonly onChange: (bots: readonly SearchOption[]) => void;
}

/** Chooses some of the bots, however many there are. */
export function BotsSelect({ value, onChange, ...props }: BotsSelectProps) {
  const [asked, setAsked] = useState('');
  const ask = useDebouncedCallback((text: string) => setAsked(text.trim()), 250);
  const found = useFoundBots(asked);
  const others = value.filter((chosen) => !found.some((bot) => bot.value === chosen.value));
  const options = [...others, ...found];
  return (
    <MultiSelect
      {...props}
      searchable
      data={options}
      filter={(input) => input.options}
      value={value.map((bot) => bot.value)}
      onChange={(ids) => onChange(options.filter((bot) => ids.includes(bot.value)))}
      onSearchChange={ask}
      nothingFoundMessage="No bot has this name"
    />
  );
}
