import { createDivision, createMember, invite } from '../members.js';
import type { TestServer } from '../server.js';
import type { Screen } from './screens.js';

/** Links and ids of people whom the screens show. */
export interface ShownPeople {
  readonly memberId: string;
  readonly invitationToken: string;
}

/** Divisions, a role of the workspace's own, somebody who has joined and somebody who is invited. */
export async function preparePeople(server: TestServer): Promise<ShownPeople> {
  const sales = await createDivision(server, 'Sales');
  const permissions = ['audit:view', 'members:view', 'bots:view'];
  const body = { name: 'Auditor', description: 'Looks at who did what.', permissions };
  const role = (await server.call('POST', '/v1/roles', { body })).body.id as string;
  const { id } = await createMember(server, [
    { role: 'designer', divisionId: sales },
    { role, divisionId: null },
  ]);
  const { token } = await invite(server, [{ role: 'operator', divisionId: sales }]);
  return { memberId: id, invitationToken: token };
}

const at = (name: string, path: string, text: string): Screen => ({
  name,
  open: async (page) => {
    await page.goto(path);
    await page.getByText(text).first().waitFor();
  },
});

/** The screens of members, roles, divisions, and of links that lead in. */
export const memberScreens: readonly Screen[] = [
  at('members', '/settings/members', 'Operator'),
  at('member-invite', '/settings/members?invite=true', 'Make the invitation'),
  {
    name: 'member',
    open: async (page, { memberId }) => {
      await page.goto(`/settings/members?id=${memberId}`);
      await page.getByRole('button', { name: 'Save the roles' }).waitFor();
    },
  },
  at('roles', '/settings/roles', 'Auditor'),
  at('role', '/settings/roles?role=designer', 'Every workspace has this role; it cannot be changed.'),
  at('divisions', '/settings/roles?tab=divisions', 'New things go here'),
  {
    name: 'invitation',
    isPublic: true,
    open: async (page, { invitationToken }) => {
      await page.goto(`/invitation#${invitationToken}`);
      await page.getByRole('button', { name: 'Join' }).waitFor();
    },
  },
  { ...at('invitation-expired', '/invitation#none', 'This link does not work'), isPublic: true },
  { ...at('password-reset', '/password-reset#none', 'New password'), isPublic: true },
];
