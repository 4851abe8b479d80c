import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../ui/page.tsx';
import { NoticeList } from './notice-list.tsx';
import { Preferences } from './preferences/preferences.tsx';

const route = getRouteApi('/signed-in/inbox');

/** What the member was told of, and how they are told. */
export function InboxPage() {
  const { tab, show } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title="Inbox"
      description="What needs you, or what you should know. Things that work again say so by themselves."
    >
      <Tabs
        value={tab ?? 'notices'}
        onChange={(next) => void navigate({ search: next === 'preferences' ? { tab: next } : {} })}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="notices">Notices</Tabs.Tab>
          <Tabs.Tab value="preferences">Preferences</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="notices">
          <NoticeList
            show={show ?? 'all'}
            onShow={(next) => void navigate({ search: next === 'unread' ? { show: next } : {}, replace: true })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preferences">
          <Preferences />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
