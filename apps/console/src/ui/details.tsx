import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './details.module.css';

/** One thing that is known, and what it is called; without a value it is left out. */
export interface Detail {
  readonly label: string;
  readonly value: ReactNode;
}

/** What is known of one record, label beside value, and below it on a phone. */
export function Details({ items }: { readonly items: readonly Detail[] }) {
  const known = items.filter(({ value }) => value !== undefined && value !== null && value !== false && value !== '');
  return (
    <Box component="dl" className={classes.list}>
      {known.map(({ label, value }) => (
        <div key={label} className={classes.item}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" size="sm" m={0} className={classes.value}>
            {value}
          </Text>
        </div>
      ))}
    </Box>
  );
}
