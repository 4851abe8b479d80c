import { ScrollArea, Tabs } from '@mantine/core';
import { IconActivity, IconBook2, IconPlayerPlay, IconShieldCheck, IconSitemap } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, type ComponentType } from 'react';
import type { ActionSearch, ActionTab } from '../../app/router.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import type { Action, ActionPlace, Connector } from './actions.queries.ts';
import type { Enabling } from './lifecycle/use-enabling.ts';

/** What every tab of an action gets. */
export interface TabProps {
  readonly place: ActionPlace;
  readonly action: Action;
  readonly connector: Connector;
  readonly enabling: Enabling;
  readonly search: ActionSearch & { readonly tab: ActionTab };
  readonly onOpen: (tab: ActionTab) => void;
}

interface TabContent {
  readonly label: string;
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  readonly content: ComponentType<TabProps>;
}

const tabs: Readonly<Record<ActionTab, TabContent>> = {
  instructions: {
    label: 'Instructions',
    icon: IconBook2,
    content: lazy(async () => ({ default: (await import('./instructions-tab.tsx')).InstructionsTab })),
  },
  authorization: {
    label: 'Authorization',
    icon: IconShieldCheck,
    content: lazy(async () => ({ default: (await import('./authorization/authorization-tab.tsx')).AuthorizationTab })),
  },
  operations: {
    label: 'Operations',
    icon: IconPlayerPlay,
    content: lazy(async () => ({ default: (await import('./operations/operations-tab.tsx')).OperationsTab })),
  },
  templates: {
    label: 'Templates',
    icon: IconSitemap,
    content: lazy(async () => ({ default: (await import('./templates/templates-tab.tsx')).TemplatesTab })),
  },
  activity: {
    label: 'Activity',
    icon: IconActivity,
    content: lazy(async () => ({ default: (await import('./activity-tab.tsx')).ActivityTab })),
  },
};

/** The tabs of an action; which one is open is in the address. */
export function ActionTabs(props: TabProps) {
  const { search, onOpen } = props;
  const { content: Content } = tabs[search.tab];
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A phone has no room for all of them.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [search.tab]);
  return (
    <Tabs value={search.tab} onChange={(tab) => onOpen(tab as ActionTab)}>
      <ScrollArea type="never" mb="lg">
        <Tabs.List ref={list} style={{ flexWrap: 'nowrap' }}>
          {Object.entries(tabs).map(([tab, { label, icon: TabIcon }]) => (
            <Tabs.Tab key={tab} value={tab} leftSection={<TabIcon size={16} stroke={1.7} />}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </ScrollArea>
      <Tabs.Panel value={search.tab}>
        <Suspense fallback={<LoadingRows />}>
          <Content {...props} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}
