import { Controller, Get, Header } from '@nestjs/common';
import { RequireAccess } from '../http/access.guard.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { handOverPath, handOverScript } from './design/hand-over.js';
import { stylesheet, stylesheetPath } from './design/stylesheet.js';

/** What every page needs. */
@Controller()
@RequireAccess('public')
@RouteGroup('Pages')
export class PagesController {
  @Get(stylesheetPath)
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @Route({ id: 'getStylesheet', summary: 'The stylesheet of every page', mediaType: 'text/css' })
  getStylesheet(): string {
    return stylesheet;
  }

  @Get(handOverPath)
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @Route({ id: 'getHandOverScript', summary: 'The script of last pages', mediaType: 'text/javascript' })
  getHandOverScript(): string {
    return handOverScript;
  }
}
