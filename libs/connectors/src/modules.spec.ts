import 'reflect-metadata';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { CONNECTOR_REGISTRY, ConnectorRegistryModule } from './modules.js';
import { validateInput } from './operation-schema.js';
import type { ConnectorRegistry } from './registry.js';

it('every connector that has a module is in the registry', async () => {
  const app = await NestFactory.createApplicationContext(ConnectorRegistryModule, { logger: false });
  const registry = app.get<ConnectorRegistry>(CONNECTOR_REGISTRY);
  const here = import.meta.dirname;
  const folders = readdirSync(here).filter((name) => existsSync(join(here, name, `${name}.module.ts`)));
  expect(folders).toContain('salesforce');
  expect(
    registry
      .list()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(folders.sort());
  expect(registry.findOperation('salesforce.create-lead')?.effect).toBe('write');
  await app.close();
});

it('every example of an input fits its operation', async () => {
  const app = await NestFactory.createApplicationContext(ConnectorRegistryModule, { logger: false });
  const operations = app
    .get<ConnectorRegistry>(CONNECTOR_REGISTRY)
    .list()
    .flatMap((connector) => connector.operations);
  expect(operations.length).toBeGreaterThan(0);
  for (const operation of operations) {
    expect(operation.example, operation.id).toBeDefined();
    expect(() => validateInput(operation, operation.example), operation.id).not.toThrow();
  }
  await app.close();
});
