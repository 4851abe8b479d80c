import { Injectable } from '@nestjs/common';
import type { Connector, OAuthPreset } from '#connectors';
import { grantTypesOf, toCredentialPresetView, toPresetView } from '../../connectors/authorization.dto.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { AuthProfilePresetView } from './profile-preset.dto.js';
import { genericPreset } from './generic-preset.js';

/** What new auth profiles can begin with: the systems of the catalogue, then any provider. */
@Injectable()
export class ProfilePresetsService {
  constructor(private readonly connectors: ConnectorsService) {}

  list(): readonly AuthProfilePresetView[] {
    return [...this.connectors.registry.list().map(ofConnector), genericPreset];
  }
}

const withoutOAuth: OAuthPreset = {
  ...{ authorizationUrl: '', tokenUrl: '', scopes: [], defaultScopes: [], scopeSeparator: ' ', pkce: false },
  ...{ clientAuthentication: 'client_secret_post', additionalParameters: {}, parameters: [], urlRules: [] },
  refreshTokenScopes: [],
};

function ofConnector(connector: Connector): AuthProfilePresetView {
  const { id, name, oauth = withoutOAuth, credentials = [], links } = connector;
  const { parameters, refreshTokenScopes, refreshTokenParameters = {}, urlRules, hints = [] } = oauth;
  const kept = Object.entries(refreshTokenParameters).map((field) => field.join('='));
  return {
    ...toPresetView(oauth),
    ...{ id, name, connectorId: id, identityProviderName: name },
    grantTypes: grantTypesOf(connector),
    credentials: credentials.map(toCredentialPresetView),
    audience: oauth.assertionAudience ?? null,
    hasTenancy: parameters.some((parameter) => parameter.name === 'tenant'),
    hints: [
      ...hints,
      ...(refreshTokenScopes.length === 0
        ? []
        : [`Without the scope ${refreshTokenScopes.join(' or ')} people must authorize again and again.`]),
      ...kept.map((field) => `Without the additional field ${field} people must authorize again and again.`),
      ...urlRules.map(({ message }) => message),
    ],
    documentation: links[0]?.url ?? null,
  };
}
