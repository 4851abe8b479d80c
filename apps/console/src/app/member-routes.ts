import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, words } from './search-params.ts';
import { root, signedIn } from './sign-in/sign-in-routes.tsx';

/** Which members are looked at; `id` is the one that is open, `invite` whether somebody is being invited. */
export interface MembersSearch {
  readonly q?: string;
  readonly state?: 'active' | 'deactivated';
  readonly id?: string;
  readonly invite?: true;
}

const members = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/members',
  validateSearch: (search: Record<string, unknown>): MembersSearch => ({
    q: words(search['q']),
    state: oneOf(['active', 'deactivated'], search['state']),
    id: words(search['id']),
    invite: search['invite'] ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/members/members-page.tsx'), 'MembersPage'),
});

/** Which role is open; `new` is one that is being made. */
export interface RolesSearch {
  readonly tab?: 'divisions';
  readonly role?: string;
}

const roles = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/roles',
  validateSearch: (search: Record<string, unknown>): RolesSearch => ({
    tab: oneOf(['divisions'], search['tab']),
    role: words(search['role']),
  }),
  component: lazyRouteComponent(() => import('../features/roles/roles-page.tsx'), 'RolesPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../features/joining/invitation-page.tsx'), 'InvitationPage'),
});

const passwordReset = createRoute({
  getParentRoute: () => root,
  path: '/password-reset',
  component: lazyRouteComponent(() => import('../features/joining/password-reset-page.tsx'), 'PasswordResetPage'),
});

/** The addresses of members and roles. */
export const memberRoutes = [members, roles] as const;

/** The addresses that links lead to, for whoever is not signed in. */
export const linkRoutes = [invitation, passwordReset] as const;
