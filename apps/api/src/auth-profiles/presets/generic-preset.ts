import { grantTypes } from '#auth-profiles';
import type { AuthProfilePresetView } from './profile-preset.dto.js';

/** What a profile for a provider that no connector knows begins with. */
export const genericPreset: AuthProfilePresetView = {
  id: 'generic',
  name: 'Any provider',
  connectorId: null,
  identityProviderName: '',
  authorizationUrl: '',
  tokenUrl: '',
  refreshUrl: null,
  revocationUrl: null,
  scopes: [],
  defaultScopes: [],
  refreshTokenScopes: [],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalFields: {},
  parameters: [],
  grantTypes,
  credentials: [],
  audience: null,
  hasTenancy: false,
  hints: ['The documentation of the provider names its authorization URL, its token URL and its scopes.'],
  documentation: null,
};
