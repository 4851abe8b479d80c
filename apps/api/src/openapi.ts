import 'reflect-metadata';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { readEnvironment } from './config/environment.js';
import { eventMessages, eventsPage } from './events/types/events-page.js';
import { buildDocument } from './http/openapi/document.js';
import { permissionsPage } from './http/openapi/permissions-page.js';
import { listRoutes, type DeclaredRoute } from './http/openapi/routes.js';
import { createAdapter } from './http/server.js';

/** Every route of the server, read from its modules: nothing is started, and no database is needed. */
export async function declaredRoutes(): Promise<readonly DeclaredRoute[]> {
  const environment = readEnvironment({});
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(environment),
    createAdapter(environment),
    { preview: true, logger: false, abortOnError: false },
  );
  return listRoutes(app.get(ModulesContainer));
}

/** What `npm run openapi` writes: the texts of `openapi.json`, `docs/permissions.md` and `docs/events.md`. */
export interface ApiDescription {
  readonly document: string;
  readonly permissions: string;
  readonly events: string;
}

/** Describes the API from its code. */
export async function describeApi(version: string): Promise<ApiDescription> {
  const routes = await declaredRoutes();
  const document = `${JSON.stringify(buildDocument(routes, { version, webhooks: eventMessages() }), null, 2)}\n`;
  return { document, permissions: permissionsPage(routes), events: eventsPage() };
}
