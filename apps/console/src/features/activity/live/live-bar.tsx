import { Affix, Button, Group, Text, Transition } from '@mantine/core';
import { IconArrowUp, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import classes from './live-bar.module.css';
import type { LiveList } from './use-live-list.ts';

const words = { connecting: 'Connecting', open: 'Live', retrying: 'Connecting again' } as const;

/** Says whether the list is live, stops and starts that, and leads to what has come meanwhile. */
export function LiveBar({ live }: { readonly live: LiveList }) {
  const { state, isPaused, newCount, togglePause, show } = live;
  return (
    <Group gap="sm">
      <Group gap={8} role="status">
        <span className={classes.dot} data-state={isPaused ? 'paused' : state} aria-hidden />
        <Text size="sm" c="dimmed">
          {isPaused ? 'Paused' : words[state]}
        </Text>
      </Group>
      <Button
        size="xs"
        variant="default"
        leftSection={isPaused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
        onClick={togglePause}
      >
        {isPaused ? 'Go on' : 'Pause'}
      </Button>
      <Affix position={{ bottom: 24, left: '50%' }}>
        <Transition mounted={newCount > 0}>
          {(style) => (
            <Button
              style={style}
              className={classes.news}
              radius="xl"
              leftSection={<IconArrowUp size={16} />}
              onClick={show}
            >
              {newCount} new
            </Button>
          )}
        </Transition>
      </Affix>
    </Group>
  );
}
