import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { isDenied } from '../api/problem.ts';
import { queryClient } from '../api/query-client.ts';
import { sessionQuery } from '../api/session.ts';
import { LoadingPage } from '../ui/loading.tsx';
import { PageProblem } from '../ui/problem-alert.tsx';
import { botQuery } from './bot-query.ts';
import { OfBot } from './of-bot.tsx';
import { lastBotId, rememberBot } from './last-bot.ts';
import { linkRoutes, memberRoutes } from './member-routes.ts';
import { oneOf, requestOf, words } from './search-params.ts';
import { mayEnter, placeOfBots, placesOfBot } from './shell/places.ts';
import { root, secondFactor, signedIn, signIn } from './sign-in/sign-in-routes.tsx';
import { wizardSteps, workspaceRoutes, type WizardStep } from './workspace-routes.ts';

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!mayEnter(session, placeOfBots, null)) throw redirect({ to: '/inbox' });
    const botId = lastBotId();
    if (botId === undefined) throw redirect({ to: '/bots' });
    await queryClient.ensureQueryData(botQuery(botId)).catch((error: unknown) => {
      if (!isDenied(error)) throw error;
      // It was deleted, or is no longer for this member.
      rememberBot(undefined);
      throw redirect({ to: '/bots' });
    });
    throw redirect({ to: '/bots/$botId', params: { botId } });
  },
});

const bots = createRoute({
  getParentRoute: () => signedIn,
  path: '/bots',
  validateSearch: (search: Record<string, unknown>): { readonly q?: string } => ({ q: words(search['q']) }),
  component: lazyRouteComponent(() => import('../features/bots/bots-page.tsx'), 'BotsPage'),
});

const bot = createRoute({
  getParentRoute: () => signedIn,
  path: '/bots/$botId',
  // Whoever may see no bot is told so there, without asking for this one in vain.
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!mayEnter(session, placeOfBots, null)) throw redirect({ to: '/bots', replace: true });
  },
  loader: ({ params }) => queryClient.ensureQueryData(botQuery(params.botId)),
  component: OfBot,
});

const botHome = createRoute({
  getParentRoute: () => bot,
  path: '/',
  beforeLoad: async ({ params }) => {
    const [session, { divisionId }] = await Promise.all([
      queryClient.ensureQueryData(sessionQuery),
      queryClient.ensureQueryData(botQuery(params.botId)),
    ]);
    const [first] = placesOfBot(params.botId).filter((place) => mayEnter(session, place, divisionId));
    throw redirect({ href: first?.path ?? '/bots', replace: true });
  },
});

/** Which actions are looked at; those that are set up, where there are any, unless told. */
export interface ActionsSearch {
  readonly q?: string;
  readonly category?: string;
  readonly show?: 'available' | 'configured';
}

const actions = createRoute({
  getParentRoute: () => bot,
  path: 'actions',
  validateSearch: (search: Record<string, unknown>): ActionsSearch => ({
    q: words(search['q']),
    category: words(search['category']),
    show: oneOf(['available', 'configured'], search['show']),
  }),
  component: lazyRouteComponent(() => import('../features/actions/actions-page.tsx'), 'ActionsPage'),
});

const actionTabs = ['instructions', 'authorization', 'operations', 'templates', 'activity'] as const;
export type ActionTab = (typeof actionTabs)[number];

/** What is looked at of an action; `request` is brought back by who was asked to authorize, `profile` with `mode` by who made one. */
export interface ActionSearch {
  readonly tab?: ActionTab;
  readonly operation?: string;
  readonly request?: string;
  readonly profile?: string;
  readonly mode?: 'pre-authorized' | 'end-user';
}

const action = createRoute({
  getParentRoute: () => bot,
  path: 'actions/$connectorId',
  validateSearch: (search: Record<string, unknown>): ActionSearch => ({
    tab: oneOf(actionTabs, search['tab']),
    operation: words(search['operation']),
    ...requestOf(search),
    profile: words(search['profile']),
    mode: oneOf(['pre-authorized', 'end-user'], search['mode']),
  }),
  component: lazyRouteComponent(() => import('../features/actions/action-page.tsx'), 'ActionPage'),
});

const newProfileOfAction = createRoute({
  getParentRoute: () => action,
  path: 'new-profile',
  validateSearch: (search: Record<string, unknown>): { readonly step?: WizardStep } => ({
    step: oneOf(wizardSteps, search['step']),
  }),
  component: lazyRouteComponent(
    () => import('../features/auth-profiles/wizard/entry/wizard-drawer.tsx'),
    'WizardDrawer',
  ),
  // The page of the action stands there already.
  pendingComponent: () => null,
});

const dialogs = createRoute({
  getParentRoute: () => bot,
  path: 'dialogs',
  validateSearch: (search: Record<string, unknown>): { new?: true } => ({ new: search['new'] ? true : undefined }),
  component: lazyRouteComponent(() => import('../features/dialogs/dialogs-page.tsx'), 'DialogsPage'),
});

const dialog = createRoute({
  getParentRoute: () => bot,
  path: 'dialogs/$taskId',
  validateSearch: (search: Record<string, unknown>): { node?: string } => ({ node: words(search['node']) }),
  component: lazyRouteComponent(() => import('../features/canvas/canvas-page.tsx'), 'CanvasPage'),
});

/** Whose conversations are looked at: the host's id of a person, and their channel. */
export interface ConversationsSearch {
  readonly endUser?: string;
  readonly channel?: string;
}

const conversations = createRoute({
  getParentRoute: () => bot,
  path: 'conversations',
  validateSearch: (search: Record<string, unknown>): ConversationsSearch => ({
    endUser: words(search['endUser']),
    channel: words(search['channel']),
  }),
  component: lazyRouteComponent(() => import('../features/conversations/conversations-page.tsx'), 'ConversationsPage'),
});

const conversation = createRoute({
  getParentRoute: () => bot,
  path: 'conversations/$conversationId',
  component: lazyRouteComponent(() => import('../features/conversations/conversation-page.tsx'), 'ConversationPage'),
});

/** Which people of a bot are looked at. */
export interface EndUsersSearch {
  readonly show?: 'erased';
  readonly q?: string;
}

const endUsers = createRoute({
  getParentRoute: () => bot,
  path: 'end-users',
  validateSearch: (search: Record<string, unknown>): EndUsersSearch => ({
    show: oneOf(['erased'], search['show']),
    q: words(search['q']),
  }),
  component: lazyRouteComponent(() => import('../features/end-users/end-users-page.tsx'), 'EndUsersPage'),
});

/** Which runs or requests of a bot are looked at. */
export interface ActivitySearch {
  readonly show?: 'requests';
  readonly status?: string;
  readonly connectorId?: string;
  readonly source?: 'api' | 'dialog';
  readonly endUserId?: string;
  readonly since?: string;
}

const activity = createRoute({
  getParentRoute: () => bot,
  path: 'activity',
  validateSearch: (search: Record<string, unknown>): ActivitySearch => ({
    show: search['show'] === 'requests' ? 'requests' : undefined,
    status: words(search['status']),
    connectorId: words(search['connectorId']),
    source: oneOf(['api', 'dialog'], search['source']),
    endUserId: words(search['endUserId']),
    since: words(search['since']),
  }),
  component: lazyRouteComponent(() => import('../features/activity/activity-page.tsx'), 'ActivityPage'),
});

const run = createRoute({
  getParentRoute: () => bot,
  path: 'activity/runs/$runId',
  component: lazyRouteComponent(() => import('../features/activity/run-page.tsx'), 'RunPage'),
});

const request = createRoute({
  getParentRoute: () => bot,
  path: 'activity/requests/$requestId',
  component: lazyRouteComponent(() => import('../features/activity/request-page.tsx'), 'RequestPage'),
});

const botSettings = createRoute({
  getParentRoute: () => bot,
  path: 'settings',
  component: lazyRouteComponent(() => import('../features/bots/bot-settings-page.tsx'), 'BotSettingsPage'),
});

const ofBot = [
  ...[botHome, actions, action.addChildren([newProfileOfAction]), dialogs, dialog, conversations, conversation],
  ...[endUsers, activity, run, request, botSettings],
] as const;

const routeTree = root.addChildren([
  signIn,
  secondFactor,
  ...linkRoutes,
  signedIn.addChildren([...[home, bots, ...workspaceRoutes, ...memberRoutes], bot.addChildren([...ofBot])]),
]);

/** Every address of the console; pages are loaded when they are opened. */
export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  defaultPendingComponent: LoadingPage,
  defaultErrorComponent: ({ error, reset }) => <PageProblem error={error} reset={reset} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
