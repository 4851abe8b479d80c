import createClient, { type Middleware } from 'openapi-fetch';
import { isAttended } from './attendance.ts';
import { ApiProblem, problemOf, unreachable } from './problem.ts';
import type { components, paths } from './schema.d.ts';

/** A schema of `openapi.json` by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

const sessionEnded = new Set<() => void>();

/** Calls back when the API no longer knows who asks; answers how to stop listening. */
export function onSessionEnded(listener: () => void): () => void {
  sessionEnded.add(listener);
  return () => sessionEnded.delete(listener);
}

/** Tells the server that nobody caused this request: it is no use of the session. */
export const passive = { 'x-attache-passive': '1' } as const;

const attendance: Middleware = {
  onRequest({ request }) {
    if (request.method === 'GET' && !isAttended()) request.headers.set('x-attache-passive', '1');
    return request;
  },
};

const failures: Middleware = {
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    const problem = await problemOf(response);
    if (problem.status === 401 && !schemaPath.startsWith('/v1/session'))
      for (const listener of sessionEnded) listener();
    throw problem;
  },
  onError({ error }) {
    return error instanceof ApiProblem ? error : unreachable(error);
  },
};

/** The one client of the API: cookies of our own origin, and every answer that is no success thrown as `ApiProblem`. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
api.use(attendance, failures);

/** The body of a successful answer. */
export async function bodyOf<Data>(answer: Promise<{ readonly data?: Data }>): Promise<Data> {
  const { data } = await answer;
  return data as Data;
}
