import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, requestOf, words } from './search-params.ts';
import { signedIn } from './sign-in/sign-in-routes.tsx';

/** The screens of the wizard of auth profiles. */
export const wizardSteps = ['settings', 'details', 'test', 'use'] as const;
export type WizardStep = (typeof wizardSteps)[number];

const authProfiles = createRoute({
  getParentRoute: () => signedIn,
  path: '/auth-profiles',
  validateSearch: (search: Record<string, unknown>): { readonly q?: string } => ({ q: words(search['q']) }),
  component: lazyRouteComponent(() => import('../features/auth-profiles/auth-profiles-page.tsx'), 'AuthProfilesPage'),
});

/** Where the wizard stands, and for which system the profile is. */
interface WizardSearch {
  readonly step?: WizardStep;
  readonly connectorId?: string;
}

const newAuthProfile = createRoute({
  getParentRoute: () => signedIn,
  path: '/auth-profiles/new',
  validateSearch: (search: Record<string, unknown>): WizardSearch => ({
    step: oneOf(wizardSteps, search['step']),
    connectorId: words(search['connectorId']),
  }),
  component: lazyRouteComponent(() => import('../features/auth-profiles/wizard-page.tsx'), 'WizardPage'),
});

const authProfile = createRoute({
  getParentRoute: () => signedIn,
  path: '/auth-profiles/$authProfileId',
  validateSearch: (search: Record<string, unknown>): { readonly edit?: true } => ({
    edit: search['edit'] ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/auth-profiles/auth-profile-page.tsx'), 'AuthProfilePage'),
});

const authorizationStates = ['active', 'quarantined', 'needs-reauthorization', 'revoked'] as const;

/** Which authorizations are looked at; `id` is the one that is open, `request` what came of reconnecting it. */
export interface AuthorizationsSearch {
  readonly botId?: string;
  readonly state?: (typeof authorizationStates)[number];
  readonly subject?: 'shared' | 'end-user';
  readonly q?: string;
  readonly id?: string;
  readonly request?: string;
}

const authorizations = createRoute({
  getParentRoute: () => signedIn,
  path: '/authorizations',
  validateSearch: (search: Record<string, unknown>): AuthorizationsSearch => ({
    botId: words(search['botId']),
    state: oneOf(authorizationStates, search['state']),
    subject: oneOf(['shared', 'end-user'], search['subject']),
    q: words(search['q']),
    id: words(search['id']),
    ...requestOf(search),
  }),
  component: lazyRouteComponent(
    () => import('../features/authorizations/authorizations-page.tsx'),
    'AuthorizationsPage',
  ),
});

const apiKeys = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/api-keys',
  component: lazyRouteComponent(() => import('../features/workspace/api-keys-page.tsx'), 'ApiKeysPage'),
});

const webhooks = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/webhooks',
  component: lazyRouteComponent(() => import('../features/workspace/webhooks-page.tsx'), 'WebhooksPage'),
});

/** What is looked at of the inbox. */
export interface InboxSearch {
  readonly tab?: 'preferences';
  readonly show?: 'unread';
}

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    tab: oneOf(['preferences'], search['tab']),
    show: oneOf(['unread'], search['show']),
  }),
  component: lazyRouteComponent(() => import('../features/notices/inbox-page.tsx'), 'InboxPage'),
});

const security = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/security',
  component: lazyRouteComponent(() => import('../features/security/security-page.tsx'), 'SecurityPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
});

/** The addresses of what belongs to the workspace and not to a bot. */
export const workspaceRoutes = [
  ...[authProfiles, newAuthProfile, authProfile, authorizations],
  ...[security, account, apiKeys, webhooks, inbox],
] as const;
