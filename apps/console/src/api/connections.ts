import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './client.ts';
import { allOf } from './pages.ts';

export type Connection = Schema<'ConnectionView'>;

/** The profiles that the member may connect an account of their own with, and how each stands. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: () => allOf((cursor) => bodyOf(api.GET('/v1/connections', { params: { query: { cursor, limit: 100 } } }))),
});
