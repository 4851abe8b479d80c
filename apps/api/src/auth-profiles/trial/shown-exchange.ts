import { redact, type MaskedExchange } from '#auth-profiles';
import type { HttpExchange } from '#connectors';

/** A call and its answer, fit to be shown: nothing in it is secret. */
export interface ShownExchange extends Omit<MaskedExchange, 'request'> {
  readonly request: Omit<MaskedExchange['request'], 'method'> & { readonly method: string };
}

const longestBody = 4_000;
const shownHeaders = ['content-type', 'date', 'retry-after', 'x-request-id'];

/** A connector's call as a test shows it. */
export function maskedExchangeOf(
  { method, url, request, response, durationMs }: HttpExchange,
  { secrets, startedAt }: { readonly secrets: readonly string[]; readonly startedAt: Date },
): ShownExchange {
  const hide = (text: string) => redact(text, secrets);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, hide(value)]);
  return {
    request: { method, url: hide(url), headers: Object.fromEntries(headers) as Record<string, string>, body: '' },
    response: response && {
      status: response.status,
      headers: Object.fromEntries(
        shownHeaders.flatMap((name) => {
          const value = response.headers[name];
          return value === undefined ? [] : [[name, hide(value)] as const];
        }),
      ),
      body: hide(response.body).slice(0, longestBody),
      isTruncated: response.isTruncated || response.body.length > longestBody,
    },
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
  };
}
