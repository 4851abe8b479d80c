/** An error in Google's words, on its way to the caller. */
export class GoogleError extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** Google's error body. */
export const errorBody = (code: number, reason: string, message: string) => ({
  error: { code, message, errors: [{ domain: 'global', reason, message }] },
});

const reasons: Readonly<Record<number, string>> = {
  401: 'authError',
  403: 'insufficientFilePermissions',
  404: 'notFound',
  409: 'conflict',
  429: 'rateLimitExceeded',
};

/** The reason that goes with a status. */
export const reasonOf = (status: number): string => reasons[status] ?? 'backendError';
