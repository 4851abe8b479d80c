import { ActionIcon, Kbd, Text, UnstyledButton } from '@mantine/core';
import { openSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import classes from './search-button.module.css';

/** Opens the command palette. */
export function SearchButton({ isCompact = false }: { readonly isCompact?: boolean }) {
  if (isCompact) {
    return (
      <ActionIcon size="lg" onClick={openSpotlight} aria-label="Search">
        <IconSearch size={20} />
      </ActionIcon>
    );
  }
  return (
    <UnstyledButton className={classes.button} onClick={openSpotlight}>
      <IconSearch size={16} aria-hidden />
      <Text size="sm" flex={1}>
        Search or go to
      </Text>
      <Kbd size="xs" aria-hidden>
        {navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'} K
      </Kbd>
    </UnstyledButton>
  );
}
