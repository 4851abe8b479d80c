import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { toProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/query-client.ts';
import { sessionQuery } from '../../api/session.ts';
import { NotFoundPage } from '../not-found-page.tsx';
import { ownPath } from '../search-params.ts';
import { Shell } from '../shell/shell.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** Above every address. */
export const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  notFoundComponent: NotFoundPage,
});

/** Where somebody signs in. */
export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only a path of ours: whoever sends a link to this page must not choose where it ends.
  validateSearch: ({ returnTo }: Record<string, unknown>) => ({ returnTo: ownPath(returnTo) }),
  component: SignInPage,
});

/** Above every address that needs somebody who is signed in. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (toProblem(error).status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
    }
  },
  component: Shell,
});
