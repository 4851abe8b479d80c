import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { Page } from '../../ui/page.tsx';
import { Divisions } from './divisions/divisions.tsx';
import { Roles } from './roles.tsx';

const route = getRouteApi('/signed-in/settings/roles');

/** What roles permit, and the divisions that they are given for. */
export function RolesPage() {
  const { tab, role } = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = useMay('roles:manage');
  return (
    <Page
      title="Roles and divisions"
      description="A role is a set of permissions. A member has it for all divisions or for some: groups of bots and auth profiles."
    >
      <Tabs
        value={tab ?? 'roles'}
        onChange={(next) => void navigate({ search: { tab: next === 'divisions' ? next : undefined } })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="roles">Roles</Tabs.Tab>
          <Tabs.Tab value="divisions">Divisions</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="roles">
          <Roles
            mayManage={mayManage}
            openId={role}
            onOpen={(id) => void navigate({ search: id === undefined ? {} : { role: id } })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="divisions">
          <Divisions mayManage={mayManage} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
