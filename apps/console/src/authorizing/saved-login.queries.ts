import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';

/** The login that is saved with a profile for everybody; null where none is. */
export const savedLoginQuery = (authProfileId: string) =>
  queryOptions({
    queryKey: ['auth-profiles', authProfileId, 'authorization'],
    queryFn: async () =>
      (
        await bodyOf(
          api.GET('/v1/auth-profiles/{authProfileId}/authorization', { params: { path: { authProfileId } } }),
        )
      ).authorization,
  });
