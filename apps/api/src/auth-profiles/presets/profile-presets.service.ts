import { Injectable } from '@nestjs/common';
import type { Connector } from '#connectors';
import { toPresetView } from '../../connectors/connector.dto.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { AuthProfilePresetView } from './profile-preset.dto.js';
import { providerPresets } from './provider-presets.js';

/** What new auth profiles can begin with: the systems of the catalogue, then other providers. */
@Injectable()
export class ProfilePresetsService {
  constructor(private readonly connectors: ConnectorsService) {}

  list(): readonly AuthProfilePresetView[] {
    const connectors = this.connectors.registry.list();
    const ids = new Set(connectors.map(({ id }) => id));
    return [...connectors.flatMap(ofConnector), ...providerPresets.filter(({ id }) => !ids.has(id))];
  }
}

function ofConnector({ id, name, oauth, links }: Connector): readonly AuthProfilePresetView[] {
  if (oauth === undefined) return [];
  const { pkce, parameters, refreshTokenScopes, urlRules } = oauth;
  const codeGrants = ['authorization-code-pkce', 'authorization-code'];
  const preset = {
    ...toPresetView(oauth),
    ...{ id, name, connectorId: id, identityProviderName: name },
    grantTypes: [...(pkce ? codeGrants : codeGrants.toReversed()), 'client-credentials'],
    hasTenancy: parameters.some((parameter) => parameter.name === 'tenant'),
    hints: [
      ...(refreshTokenScopes.length === 0
        ? []
        : [`Without the scope ${refreshTokenScopes.join(' or ')} people must authorize again and again.`]),
      ...urlRules.map(({ message }) => message),
    ],
    documentation: links[0]?.url ?? null,
  };
  return [preset];
}
