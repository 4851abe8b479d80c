import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const manifest = createRequire(import.meta.url).resolve('#openapi.json');

/** Where the build puts the console. */
export const consoleFolder = join(dirname(manifest), 'dist/apps/console');

/** Serves the scripts and styles of the console: their names hold what is in them, so they never change, and they lie there compressed. */
export async function serveConsoleFiles(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(consoleFolder, 'assets'),
    prefix: '/assets/',
    wildcard: true,
    index: false,
    dotfiles: 'ignore',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    decorateReply: false,
    suppressPathWarnings: true,
  } as Parameters<typeof app.register>[1]);
}
