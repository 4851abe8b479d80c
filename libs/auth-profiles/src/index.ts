export * from './errors.js';
export * from './profiles/grant-type.js';
export type { ClientAuthentication, OAuthClientSettings } from './profiles/oauth-client-settings.js';
export type { AssertionSettings } from './assertions/assertion.js';
export type { DraftPlacement, OwnCredentials } from './credentials/own-credentials.js';
export type * from './profiles/profile-draft.js';
export { checkProfile } from './profiles/profile-rules.js';
export { urlsOf, type DraftUrl, type ProfileCheckOptions } from './profiles/url-rules.js';
export { parseScopes, requireScopes } from './profiles/scopes.js';
export { fillUrl, placeholdersIn, type UrlParameters } from './profiles/url-template.js';
export { mergeRefreshed, type JsonValue, type TokenSet } from './token-endpoint/token-set.js';
export { redact } from './token-endpoint/redaction.js';
export type { MaskedExchange } from './token-endpoint/masked-exchange.js';
export {
  createTokenEndpointClient,
  type RevocationOutcome,
  type TokenEndpointClient,
  type TokenEndpointClientOptions,
} from './token-endpoint/token-endpoint-client.js';
export * from './lifecycle/token-lifecycle.js';
export { SingleFlight } from './lifecycle/single-flight.js';
export type { AttemptStore, AuthorizationAttempt, TakenAttempt } from './authorization-code/attempt-store.js';
export {
  claimCallback,
  type CallbackAnswer,
  type CallbackQuery,
  type ClaimedCallback,
  type ClaimOptions,
} from './authorization-code/callback.js';
export {
  AuthorizationCallbackStrategy,
  type ReturnTrip,
} from './authorization-code/authorization-callback.strategy.js';
export {
  AuthorizationRedirectStrategy,
  type OutwardTrip,
} from './authorization-code/authorization-redirect.strategy.js';
export {
  finishAuthorization,
  startAuthorization,
  type StartedAuthorization,
} from './authorization-code/authorization-code-flow.js';
export { createVault, type KeyRing, type Vault, type VaultContext, type VaultKey } from './vault/vault.js';
export { deriveKey, importKey, newDataKey, parseKey, rewrapDataKey, unwrapDataKey } from './vault/envelope.js';
export {
  areEqual,
  hashToken,
  isTokenOf,
  isTokenShaped,
  newRandomToken,
  type RandomToken,
} from './proofs/random-token.js';
export {
  hashOneTimeCode,
  isOneTimeCode,
  newOneTimeCode,
  readOneTimeCode,
  type CodeBinding,
} from './proofs/one-time-code.js';
export { maskIdentity } from './proofs/masked-identity.js';
