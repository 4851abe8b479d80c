import { Injectable } from '@nestjs/common';
import type { Connector, OAuthPreset } from '#connectors';
import { grantTypesOf, toCredentialPresetView, toPresetView } from '../../connectors/authorization.dto.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { AuthProfilePresetView } from './profile-preset.dto.js';
import { providerPresets } from './provider-presets.js';

/** What new auth profiles can begin with: the systems of the catalogue, then any provider. */
@Injectable()
export class ProfilePresetsService {
  constructor(private readonly connectors: ConnectorsService) {}

  list(): readonly AuthProfilePresetView[] {
    const connectors = this.connectors.registry.list();
    const ids = new Set(connectors.map(({ id }) => id));
    return [...connectors.map(ofConnector), ...providerPresets.filter(({ id }) => !ids.has(id))];
  }
}

const withoutOAuth: OAuthPreset = {
  ...{ authorizationUrl: '', tokenUrl: '', scopes: [], defaultScopes: [], scopeSeparator: ' ', pkce: false },
  ...{ clientAuthentication: 'client_secret_post', additionalParameters: {}, parameters: [], urlRules: [] },
  refreshTokenScopes: [],
};

function ofConnector(connector: Connector): AuthProfilePresetView {
  const { id, name, oauth = withoutOAuth, credentials = [], links } = connector;
  const { parameters, refreshTokenScopes, urlRules, hints = [] } = oauth;
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
      ...urlRules.map(({ message }) => message),
    ],
    documentation: links[0]?.url ?? null,
  };
}
