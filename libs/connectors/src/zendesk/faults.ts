import type { FaultCode, FaultInterpreter } from '#connectors';

/** Zendesk's errors where they say more than the status that comes with them. */
const codes: Readonly<Record<string, FaultCode>> = {
  invalid_token: 'vendor-unauthorized',
  RecordNotFound: 'record-not-found',
  RecordInvalid: 'vendor-rejected-input',
  UpdateConflict: 'vendor-conflict',
  DatabaseConflict: 'vendor-conflict',
  IdempotentRequestError: 'vendor-conflict',
  APIRateLimitExceeded: 'vendor-rate-limited',
  TooManyRequests: 'vendor-rate-limited',
  Forbidden: 'vendor-forbidden',
  unavailable: 'vendor-unavailable',
};

/**
 * Reads Zendesk's errors, which have three forms: `{ error, description, details }`, `{ error: { title, message } }` and
 * `{ errors: [{ code, title, detail }] }`.
 */
export const interpretFault: FaultInterpreter = ({ data }) => {
  const body = recordOf(data);
  const said = saidIn(body);
  if (said === undefined) return undefined;
  const details = detailsOf(body['details']);
  const code = Object.hasOwn(codes, said.name) ? codes[said.name] : undefined;
  return {
    ...(code !== undefined && { code }),
    message: details.length > 0 ? details.map(({ words }) => words).join(' ') : said.words,
    vendorCode: said.name,
    fields: [...new Set(details.map(({ field }) => field))].filter((field) => field !== 'base'),
  };
};

type Body = Readonly<Record<string, unknown>>;

/** The error's name and words, in whichever form. */
function saidIn(body: Body): { readonly name: string; readonly words: string } | undefined {
  const nested = recordOf(body['error']);
  const [listed] = Array.isArray(body['errors']) ? body['errors'].map(recordOf) : [];
  const name = textOf(body['error'], nested['title'], listed?.['code']);
  const texts = [
    body['description'],
    body['error_description'],
    nested['message'],
    listed?.['detail'],
    listed?.['title'],
  ];
  return name === undefined ? undefined : { name, words: textOf(...texts) ?? name };
}

function detailsOf(value: unknown): readonly { readonly field: string; readonly words: string }[] {
  return Object.entries(recordOf(value)).flatMap(([field, found]) =>
    (Array.isArray(found) ? found : []).flatMap((one) => {
      const words = textOf(recordOf(one)['description']);
      return words === undefined ? [] : [{ field, words }];
    }),
  );
}

function recordOf(value: unknown): Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};
}

/** The first text among the values. */
function textOf(...values: readonly unknown[]): string | undefined {
  return values.find((value) => typeof value === 'string' && value !== '') as string | undefined;
}
