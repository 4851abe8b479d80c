import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { day, oneOf, requestOf, words } from './search-params.ts';
import { signedIn } from './sign-in/sign-in-routes.tsx';

/** The screens of the wizard of auth profiles. */
export const wizardSteps = ['settings', 'details', 'test', 'invite'] as const;
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
  component: lazyRouteComponent(() => import('../features/auth-profiles/wizard/entry/wizard-page.tsx'), 'WizardPage'),
});

const authProfile = createRoute({
  getParentRoute: () => signedIn,
  path: '/auth-profiles/$authProfileId',
  validateSearch: (search: Record<string, unknown>): { readonly edit?: true; readonly request?: string } => ({
    edit: search['edit'] ? true : undefined,
    ...requestOf(search),
  }),
  component: lazyRouteComponent(() => import('../features/auth-profiles/auth-profile-page.tsx'), 'AuthProfilePage'),
});

const authorizationStates = ['active', 'quarantined', 'needs-reauthorization', 'revoked'] as const;

/** Which authorizations are looked at, of a bot those of one person too; `id` is the one that is open, `request` what came of reconnecting it. */
export interface AuthorizationsSearch {
  readonly botId?: string;
  readonly endUserId?: string;
  readonly state?: (typeof authorizationStates)[number];
  readonly subject?: 'shared' | 'member' | 'end-user';
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
    subject: oneOf(['shared', 'member', 'end-user'], search['subject']),
    q: words(search['q']),
    endUserId: words(search['botId']) && words(search['endUserId']),
    id: words(search['id']),
    ...requestOf(search),
  }),
  component: lazyRouteComponent(
    () => import('../features/authorizations/authorizations-page.tsx'),
    'AuthorizationsPage',
  ),
});

/** Which connections are looked at; `request` is what came of connecting the one of `profile`. */
interface ConnectionsSearch {
  readonly q?: string;
  readonly profile?: string;
  readonly request?: string;
}

const connections = createRoute({
  getParentRoute: () => signedIn,
  path: '/connections',
  validateSearch: (search: Record<string, unknown>): ConnectionsSearch => ({
    q: words(search['q']),
    profile: words(search['profile']),
    ...requestOf(search),
  }),
  component: lazyRouteComponent(() => import('../features/connections/connections-page.tsx'), 'ConnectionsPage'),
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

/** Which entries of the audit trail are looked at; days are `YYYY-MM-DD`, `id` is the one that is open. */
export interface AuditSearch {
  readonly q?: string;
  readonly kind?: 'member' | 'api-key' | 'end-user' | 'chat' | 'system' | 'anonymous';
  readonly outcome?: 'succeeded' | 'denied' | 'failed';
  readonly from?: string;
  readonly to?: string;
  readonly target?: string;
  readonly id?: string;
  readonly tab?: 'integrity';
}

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/audit',
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    q: words(search['q']),
    kind: oneOf(['member', 'api-key', 'end-user', 'chat', 'system', 'anonymous'], search['kind']),
    outcome: oneOf(['succeeded', 'denied', 'failed'], search['outcome']),
    tab: oneOf(['integrity'], search['tab']),
    from: day(search['from']),
    to: day(search['to']),
    target: words(search['target']),
    id: words(search['id']),
  }),
  component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage'),
});

const encryption = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/encryption',
  component: lazyRouteComponent(() => import('../features/encryption/encryption-page.tsx'), 'EncryptionPage'),
});

/** The addresses of what belongs to the workspace and not to a bot. */
export const workspaceRoutes = [
  ...[authProfiles, newAuthProfile, authProfile, authorizations, connections],
  ...[security, audit, encryption, account, apiKeys, webhooks, inbox],
] as const;
