export * from './connector.js';
export type { CredentialField, CredentialPlacement, CredentialPreset } from './credentials.js';
export * from './dialog.js';
export * from './dialog-parts.js';
export * from './errors.js';
export type { FaultCode, FaultInterpreter, VendorAnswer, VendorFault } from './http/answer.js';
export { readContent, textContent, type Content } from './http/content.js';
export { createEgress, type Egress, type EgressOptions } from './http/egress.js';
export type { ExchangedPart, HttpExchange } from './http/exchange.js';
export * from './http/http.js';
export * from './http/rate-limit.js';
export * from './operation.js';
export { validateInput } from './operation-schema.js';
export { fillPresetUrls } from './preset.js';
export type {
  FilledPresetUrls,
  OAuthPreset,
  OAuthScope,
  OtherGrant,
  PresetParameter,
  PresetUrls,
  UrlRule,
} from './preset.js';
export * from './registry.js';
