import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { RequireAccess } from '../access.guard.js';
import { Route, RouteGroup } from '../openapi-metadata.js';
import { NotFoundError } from '../problem.js';
import { referencePage, referencePolicy, referenceScript, referenceStyles } from './reference-page.js';

const require = createRequire(import.meta.url);
const swaggerManifest = 'swagger-ui-dist/package.json';

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};
const texts: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  'reference.css': { type: 'text/css; charset=utf-8', text: referenceStyles },
  'reference.js': { type: 'text/javascript; charset=utf-8', text: referenceScript },
};

/** The description of the API, and a reference to read it with; neither needs anything from elsewhere. */
@Controller()
@RequireAccess('public')
@RouteGroup('Reference')
export class ReferenceController {
  @Get('openapi.json')
  @Header('cache-control', 'no-cache')
  @Route({ id: 'getOpenApi', summary: 'The OpenAPI document of this API' })
  getDocument(): StreamableFile {
    return new StreamableFile(createReadStream(require.resolve('#openapi.json')), {
      type: 'application/json; charset=utf-8',
    });
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Header('content-security-policy', referencePolicy)
  @Route({ id: 'showReference', summary: 'The API reference', mediaType: 'text/html' })
  showReference(): string {
    return referencePage((require(swaggerManifest) as { readonly version: string }).version);
  }

  @Get('docs/:asset')
  @Header('cache-control', 'public, max-age=604800')
  @Route({ id: 'getReferenceAsset', summary: 'Scripts and styles of the reference' })
  getAsset(@Param('asset') asset: string): StreamableFile {
    const text = Object.hasOwn(texts, asset) ? texts[asset] : undefined;
    if (text !== undefined) return new StreamableFile(Buffer.from(text.text), { type: text.type });
    if (!Object.hasOwn(files, asset)) throw new NotFoundError('asset', asset);
    const path = join(dirname(require.resolve(swaggerManifest)), asset);
    return new StreamableFile(createReadStream(path), { type: files[asset] });
  }
}
