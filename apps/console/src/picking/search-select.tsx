import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

/** Something to choose, as a list shows it. */
export interface SearchOption {
  readonly value: string;
  readonly label: string;
}

type Passed = 'label' | 'description' | 'placeholder' | 'required' | 'clearable' | 'maw' | 'flex' | 'aria-label';

interface SearchSelectProps extends Pick<SelectProps, Passed> {
  /** What was found for the text that was asked for. */
  readonly found: readonly SearchOption[];
  /** It need not be among what is found. */
  readonly chosen: SearchOption | undefined;
  /** Told what to search when typing pauses; empty for the first of all. */
  readonly onAsk: (search: string) => void;
  readonly onChange: (value: string | null) => void;
  readonly nothingFound: string;
  /** What can be chosen besides, for the text that stands there. */
  readonly others?: (text: string) => readonly SearchOption[];
}

/** Chooses one of many that the server searches. */
export function SearchSelect({ found, chosen, onAsk, nothingFound, others, ...props }: SearchSelectProps) {
  const [text, setText] = useState(chosen?.label ?? '');
  const ask = useDebouncedCallback(onAsk, 250);
  // The name of what is chosen stands in the field: nobody searches for that.
  const typed = text === chosen?.label ? '' : text.trim();
  const besides = others?.(typed) ?? [];
  return (
    <Select
      {...props}
      searchable
      data={[...withChosen(found, chosen), ...besides]}
      filter={(input) => input.options}
      value={chosen?.value ?? null}
      searchValue={text}
      onSearchChange={(next) => {
        setText(next);
        ask(next === chosen?.label ? '' : next.trim());
      }}
      nothingFoundMessage={nothingFound}
    />
  );
}

/** What was found, and what is chosen, once. */
export function withChosen(found: readonly SearchOption[], chosen: SearchOption | undefined): readonly SearchOption[] {
  return chosen === undefined || found.some(({ value }) => value === chosen.value) ? found : [chosen, ...found];
}
