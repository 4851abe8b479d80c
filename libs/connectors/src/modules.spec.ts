import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { CONNECTOR_REGISTRY, ConnectorRegistryModule } from './modules.js';
import type { ConnectorRegistry } from './registry.js';

it('every connector that has a module is in the registry', async () => {
  const app = await NestFactory.createApplicationContext(ConnectorRegistryModule, { logger: false });
  const registry = app.get<ConnectorRegistry>(CONNECTOR_REGISTRY);
  expect(registry.list().map(({ id }) => id)).toEqual(['salesforce']);
  expect(registry.findOperation('salesforce.create-lead')?.effect).toBe('write');
  await app.close();
});
