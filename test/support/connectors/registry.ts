import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CONNECTOR_REGISTRY, ConnectorRegistryModule } from '#connectors/modules';
import type { ConnectorRegistry } from '#connectors';

/** All connectors that the server offers. */
export async function readConnectors(): Promise<ConnectorRegistry> {
  const app = await NestFactory.createApplicationContext(ConnectorRegistryModule, { logger: false });
  const registry = app.get<ConnectorRegistry>(CONNECTOR_REGISTRY);
  await app.close();
  return registry;
}
