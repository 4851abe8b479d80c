/** An error in Microsoft Graph's words, on its way to the caller. */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Microsoft Graph's error body. */
export const graphError = (code: string, message: string) => ({
  error: { code, message, innerError: { 'request-id': '00000000-0000-4000-8000-000000000000' } },
});
