import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { botQuery, foundBotsQuery, type Bot } from '../app/bot-query.ts';
import { SearchSelect, type SearchOption } from './search-select.tsx';

interface BotSelectProps {
  readonly value: string | undefined;
  readonly onChange: (botId: string | undefined) => void;
  readonly flex?: React.ComponentProps<typeof SearchSelect>['flex'];
}

/** Chooses one of the bots, however many there are; none stands for every bot. */
export function BotSelect({ value, onChange, flex }: BotSelectProps) {
  const [asked, setAsked] = useState('');
  const bots = useFoundBots(asked);
  const { data } = useQuery({ ...botQuery(value ?? ''), enabled: value !== undefined });
  const chosen = value === undefined ? undefined : { value, label: data?.name ?? '' };
  return (
    <SearchSelect
      aria-label="Bot"
      placeholder="Every bot"
      clearable
      flex={flex}
      found={bots}
      chosen={chosen}
      onAsk={setAsked}
      onChange={(botId) => onChange(botId ?? undefined)}
      nothingFound="No bot has this name"
    />
  );
}

/** The first bots whose names hold a text, as they are chosen from. */
export function useFoundBots(search: string): readonly SearchOption[] {
  const { data = [] } = useInfiniteQuery({ ...foundBotsQuery(search), placeholderData: keepPreviousData });
  return data.map(({ id, name }: Bot) => ({ value: id, label: name }));
}
