import { Controller, Get, Param } from '@nestjs/common';
import { RequireAccess } from '../http/access.guard.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import type { Page } from '../http/pages.js';
import { ConnectorDetailsView, ConnectorView, toConnectorDetailsView, toConnectorView } from './connector.dto.js';
import { ConnectorsService } from './connectors.service.js';

/** The catalogue of systems. */
@Controller('v1/connectors')
@RequireAccess('actions:view')
@RouteGroup('Connectors')
export class ConnectorsController {
  constructor(private readonly connectors: ConnectorsService) {}

  @Get()
  @Route({
    id: 'listConnectors',
    summary: 'List the systems that a bot can work with',
    answer: ConnectorView,
    isPage: true,
  })
  list(): Page<ConnectorView> {
    return { items: this.connectors.registry.list().map(toConnectorView), nextCursor: null };
  }

  @Get(':connectorId')
  @Route({
    id: 'getConnector',
    summary: 'Get a system with its operations and templates',
    answer: ConnectorDetailsView,
  })
  async get(@Param('connectorId') connectorId: string): Promise<ConnectorDetailsView> {
    const connector = this.connectors.get(connectorId);
    return toConnectorDetailsView(connector, await this.connectors.readme(connector));
  }
}
