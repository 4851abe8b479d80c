import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  isRedirect,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { toProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/query-client.ts';
import { sessionQuery } from '../../api/session.ts';
import { NotFoundPage } from '../not-found-page.tsx';
import { oneOf, ownPath, words } from '../search-params.ts';
import { Shell } from '../shell/shell.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** Above every address. */
export const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  notFoundComponent: NotFoundPage,
});

/** Where to go after signing in, how single sign-on has ended, and why somebody has to sign in once more. */
export interface SignInSearch {
  readonly returnTo: string;
  readonly sso?: string;
  readonly why?: 'idle' | 'signed-out';
}

/** Where somebody signs in. */
export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only a path of ours: whoever sends a link to this page must not choose where it ends.
  validateSearch: ({ returnTo, sso, why }: Record<string, unknown>): SignInSearch => ({
    returnTo: ownPath(returnTo),
    sso: words(sso),
    why: oneOf(['idle', 'signed-out'], why),
  }),
  component: SignInPage,
});

/** Where somebody sets up the second factor that the workspace demands, before anything else. */
export const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/second-factor',
  validateSearch: ({ returnTo }: Record<string, unknown>) => ({ returnTo: ownPath(returnTo) }),
  component: lazyRouteComponent(() => import('../../features/account/second-factor-page.tsx'), 'SecondFactorPage'),
});

/** Above every address that needs somebody who is signed in. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    try {
      const { mustSetUpSecondFactor } = await queryClient.ensureQueryData(sessionQuery);
      if (mustSetUpSecondFactor) throw redirect({ to: '/sign-in/second-factor', search: { returnTo: location.href } });
    } catch (error) {
      if (isRedirect(error) || toProblem(error).status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
    }
  },
  component: Shell,
});
