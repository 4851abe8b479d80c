import { MutationCache, QueryClient } from '@tanstack/react-query';
import { showProblem } from '../ui/notices.tsx';
import { ApiProblem, toProblem } from './problem.ts';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The form that began the mutation shows what went wrong by itself. */
      readonly showsProblem?: boolean;
    };
  }
}

/** The one cache of what the API answered. Reads are tried again where that may help; changes never by themselves. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
    mutations: { retry: false },
  },
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      if (!mutation.meta?.showsProblem) showProblem(toProblem(error));
    },
  }),
});

function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500 || error.status === 429);
}
