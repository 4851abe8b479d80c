import { Button, Group, Select } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { MemberDrawer } from './drawer/member-drawer.tsx';
import { InviteDrawer } from './invitations/invite-drawer.tsx';
import { Invitations } from './invitations/invitations.tsx';
import { MemberList } from './list/member-list.tsx';

const route = getRouteApi('/signed-in/settings/members');

/** Who belongs to the workspace, who is invited, and which roles they have. */
export function MembersPage() {
  const { q, state, id, invite } = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = useMay('members:manage');
  const open = (search: { readonly id?: string; readonly invite?: true }) =>
    void navigate({ search: (old) => ({ ...old, id: undefined, invite: undefined, ...search }) });
  return (
    <Page
      title="Members"
      description="Who may sign in, with which roles in which divisions. A change holds at once, also for whoever is signed in."
      actions={
        mayManage && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => open({ invite: true })}>
            Invite somebody
          </Button>
        )
      }
    >
      <Invitations mayManage={mayManage} />
      <Group gap="sm">
        <SearchField
          label="Search members"
          placeholder="Search by name or address"
          w={{ base: '100%', xs: '18rem' }}
          value={q}
          onSearch={(text) => void navigate({ search: (old) => ({ ...old, q: text }), replace: true })}
        />
        <Select
          aria-label="State"
          placeholder="Every state"
          clearable
          w={{ base: '100%', xs: '12rem' }}
          data={[
            { value: 'active', label: 'Active' },
            { value: 'deactivated', label: 'Deactivated' },
          ]}
          value={state ?? null}
          onChange={(next) =>
            void navigate({
              search: (old) => ({ ...old, state: (next ?? undefined) as typeof state }),
              replace: true,
            })
          }
        />
      </Group>
      <MemberList filter={{ q, state }} onOpen={(memberId) => open({ id: memberId })} />
      {mayManage && <InviteDrawer isOpen={invite === true} onClose={() => open({})} />}
      <MemberDrawer memberId={id} onClose={() => open({})} />
    </Page>
  );
}
