interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/**
 * Every code that the API can answer with: the only place where a code meets an HTTP status.
 * `docs/problems.md` has a heading for each, with cause and cure.
 */
export const problems = {
  'request-invalid': { status: 400, title: 'The request is not valid' },
  'request-malformed': { status: 400, title: 'The request is not valid HTTP' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'body-malformed': { status: 400, title: 'The body is not valid JSON' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'media-type-unsupported': { status: 415, title: 'The body is not of the type that is taken' },
  'content-interrupted': { status: 503, title: 'The file has to be sent again' },
  'content-unavailable': { status: 404, title: 'The operation has no file' },
  'not-signed-in': { status: 401, title: 'Sign in, or send an API key' },
  'credentials-wrong': { status: 401, title: 'The e-mail address or the password is wrong' },
  'api-key-invalid': { status: 401, title: 'The API key is not valid' },
  'chat-session-over': { status: 401, title: 'The chat session is over' },
  'user-token-required': { status: 401, title: 'The chat is for users whom the host has signed' },
  'user-token-invalid': { status: 401, title: 'The user token is not valid' },
  'permission-missing': { status: 403, title: 'A permission is missing' },
  'route-closed': { status: 403, title: 'The route names no permission' },
  'origin-forbidden': { status: 403, title: 'The request comes from another site' },
  'not-found': { status: 404, title: 'Not found' },
  'route-unknown': { status: 404, title: 'There is no such route' },
  'name-taken': { status: 409, title: 'The name is taken' },
  'version-conflict': { status: 409, title: 'Somebody else has changed it' },
  'idempotency-key-in-use': { status: 409, title: 'The same request is still running' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key belongs to another request' },
  'idempotency-outcome-unknown': { status: 409, title: 'Nobody knows how the first request ended' },
  'last-owner': { status: 409, title: 'The workspace needs an owner' },
  'email-taken': { status: 409, title: 'The e-mail address is taken' },
  'invitation-invalid': { status: 410, title: 'The invitation is not valid' },
  'password-reset-invalid': { status: 410, title: 'The link to set a password is not valid' },
  'role-in-use': { status: 409, title: 'The role is in use' },
  'role-read-only': { status: 409, title: 'The role is one that every workspace has' },
  'division-in-use': { status: 409, title: 'The division is in use' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  'set-up-done': { status: 409, title: 'The installation is set up already' },
  'set-up-token-invalid': { status: 401, title: 'The set-up token is not valid' },
  'authorization-required': { status: 409, title: 'Somebody must authorize first' },
  'authorization-mode-mismatch': { status: 409, title: 'The action is authorized in another way' },
  'simulator-unavailable': { status: 409, title: 'Sign-ins of this bot cannot be simulated' },
  'action-not-enabled': { status: 409, title: 'The action is not enabled' },
  'operation-unknown': { status: 404, title: 'There is no such operation' },
  'outcome-unknown': { status: 502, title: 'Nobody knows whether it was done' },
  'input-invalid': { status: 400, title: 'The input does not fit the operation' },
  'vendor-unauthorized': { status: 502, title: 'The system refuses the authorization' },
  'vendor-forbidden': { status: 403, title: 'The system does not allow this to the account' },
  'vendor-rate-limited': { status: 503, title: 'The rate limit of the system is used up' },
  'record-not-found': { status: 404, title: 'The system has no such record' },
  'vendor-rejected-input': { status: 422, title: 'The system refuses the values' },
  'vendor-conflict': { status: 409, title: 'The system has such a record already' },
  'vendor-unavailable': { status: 503, title: 'The system cannot serve at the moment' },
  'vendor-unreachable': { status: 502, title: 'The system cannot be reached' },
  'vendor-timeout': { status: 504, title: 'The system does not answer' },
  'vendor-answer-invalid': { status: 502, title: 'The system answers something unexpected' },
  'response-too-large': { status: 502, title: 'The answer of the system is too large' },
  'egress-denied': { status: 422, title: 'The address may not be called' },
  'account-not-usable': { status: 409, title: 'The account cannot be used' },
  'end-user-missing': { status: 400, title: 'The end user is missing' },
  'dialog-task-invalid': { status: 422, title: 'The graph of the dialog task has errors' },
  'dialog-task-too-large': { status: 413, title: 'The dialog task is too large' },
  'dialog-task-never-live': { status: 409, title: 'The dialog task was never live' },
  'upgrade-conflict': { status: 409, title: 'Template and task have changed the same' },
  'dialog-state-unsupported': { status: 409, title: 'The conversation was kept by another version' },
  'mail-not-configured': { status: 409, title: 'No mail server is set up' },
  'too-many-streams': { status: 503, title: 'Too many event streams are open' },
  'auth-profile-in-use': { status: 409, title: 'The auth profile is in use' },
  'auth-profile-read-only': { status: 409, title: 'The auth profile belongs to the operator' },
  'url-parameter-invalid': { status: 400, title: 'A value does not fit the URLs of the auth profile' },
  'authorization-lost': { status: 409, title: 'Somebody must authorize again' },
  'authorization-quarantined': { status: 409, title: 'The authorization is not proven yet' },
  'token-grant-rejected': { status: 409, title: 'The provider no longer accepts the authorization' },
  'token-endpoint-unavailable': { status: 503, title: 'The provider gives no token at the moment' },
  'token-request-misconfigured': { status: 502, title: 'The provider refuses the auth profile' },
  'vault-key-missing': { status: 500, title: 'A key to open stored secrets is missing' },
  'vault-tampered': { status: 500, title: 'A stored secret cannot be opened' },
  'scope-insufficient': { status: 409, title: 'The provider granted too little' },
  'code-wrong': { status: 422, title: 'The code is wrong' },
  'proof-failed': { status: 409, title: 'The proof has failed, and the authorization is thrown away' },
  'proof-not-awaited': { status: 409, title: 'No proof is awaited' },
  'shutting-down': { status: 503, title: 'The server is stopping' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;

/** What a call to a vendor can end with; for the documentation of routes that make one. */
export const vendorProblems = [
  'vendor-unauthorized',
  'vendor-forbidden',
  'vendor-rate-limited',
  'record-not-found',
  'vendor-rejected-input',
  'vendor-conflict',
  'vendor-unavailable',
  'vendor-unreachable',
  'vendor-timeout',
  'vendor-answer-invalid',
  'response-too-large',
  'egress-denied',
] as const satisfies readonly ProblemCode[];

/** What the search for a token can end with; for the documentation of routes that need one. */
export const tokenProblems = [
  'token-grant-rejected',
  'token-endpoint-unavailable',
  'token-request-misconfigured',
  'vault-key-missing',
  'vault-tampered',
] as const satisfies readonly ProblemCode[];

/** Whether a value is a code of the table. */
export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(problems, code);
}
