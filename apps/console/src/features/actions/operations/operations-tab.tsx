import { Group, NavLink, Paper, Text } from '@mantine/core';
import { IconArrowLeft, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextLink } from '../../../ui/links.tsx';
import type { TabProps } from '../action-tabs.tsx';
import { EffectBadge } from './effect-badge.tsx';
import { OperationPanel } from './operation-panel.tsx';
import classes from './operations-tab.module.css';

/** Everything that an action can do, and a place to try it. */
export function OperationsTab(props: TabProps) {
  const { place, connector, search } = props;
  const chosen = connector.operations.find(({ name }) => name === search.operation);
  const toList = { to: '/bots/$botId/actions/$connectorId', params: place } as const;
  return (
    <div className={classes.frame} data-chosen={chosen !== undefined || undefined}>
      <Paper withBorder p="xs" component="nav" aria-label="Operations" className={classes.list}>
        {connector.operations.map(({ name, title, effect }) => (
          <NavLink
            key={name}
            active={name === chosen?.name}
            aria-current={name === chosen?.name ? 'true' : undefined}
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
            label={
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Text size="sm" inherit>
                  {title}
                </Text>
                <EffectBadge effect={effect} />
              </Group>
            }
            renderRoot={(root) => <Link {...root} {...toList} search={{ tab: 'operations', operation: name }} />}
          />
        ))}
      </Paper>
      <div className={classes.panel}>
        {chosen === undefined ? (
          <EmptyState icon={IconPlayerPlay} title="Try an operation">
            Choose one: fill in what it needs, run it, and see what is sent and what comes back.
          </EmptyState>
        ) : (
          <>
            <TextLink
              {...toList}
              search={{ tab: 'operations' }}
              size="sm"
              hiddenFrom="sm"
              mb="sm"
              display="inline-block"
            >
              <IconArrowLeft size={14} aria-hidden /> All operations
            </TextLink>
            <OperationPanel key={chosen.name} {...props} operation={chosen} />
          </>
        )}
      </div>
    </div>
  );
}
