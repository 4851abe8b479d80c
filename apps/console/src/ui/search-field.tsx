import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

interface SearchFieldProps extends Pick<TextInputProps, 'placeholder' | 'w' | 'miw' | 'maw' | 'flex'> {
  readonly label: string;
  readonly value: string | undefined;
  /** Told when typing pauses; undefined when the field is empty. */
  readonly onSearch: (text: string | undefined) => void;
}

/** A search that waits until typing pauses. */
export function SearchField({ label, value = '', onSearch, ...props }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  // The address changed by itself: back, forward, or a filter that was cleared.
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  const tell = useDebouncedCallback((next: string, pathname: string) => {
    // Whoever has gone on to another page meanwhile is not called back.
    if (window.location.pathname !== pathname) return;
    const trimmed = next.trim();
    setTold(trimmed);
    onSearch(trimmed === '' ? undefined : trimmed);
  }, 300);
  const change = (next: string) => {
    setText(next);
    tell(next, window.location.pathname);
  };
  return (
    <TextInput
      {...props}
      type="search"
      aria-label={label}
      maxLength={100}
      leftSection={<IconSearch size={16} />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => change('')} />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
