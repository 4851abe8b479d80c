import { Controller, Get, Header, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequireAccess } from '../../http/access.guard.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { exits } from '../../pages/exits.js';
import { PageFilter } from '../../pages/page.filter.js';
import { PagesService } from '../../pages/pages.service.js';
import { ChatSettingsService } from '../settings/chat-settings.service.js';
import { chatPagePolicy, renderChatPage } from './chat-page.js';
import { chatScriptPath, encodingFor, readChatScript } from './chat-script.js';

/** The chat as a page, and the script that every page embeds it with. */
@Controller()
@RequireAccess('public')
@RouteGroup('Pages')
@UseFilters(PageFilter)
export class ChatPageController {
  constructor(
    private readonly settings: ChatSettingsService,
    private readonly pages: PagesService,
  ) {}

  @Get(chatScriptPath)
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600, stale-while-revalidate=86400')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  @Route({ id: 'getChatScript', summary: 'The script of the web chat', mediaType: 'text/javascript' })
  async getScript(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { etag, bodies } = await readChatScript();
    void reply.header('etag', etag).header('vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === etag) return void reply.status(304).send();
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    void reply.send(bodies[encoding]);
  }

  /** The pop-up of an authorization must find its way back to the chat: `same-origin-allow-popups`. */
  @Get('chat/:botId')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('x-robots-tag', 'noindex, nofollow')
  @Header('content-security-policy', chatPagePolicy)
  @Header('cross-origin-opener-policy', 'same-origin-allow-popups')
  @Route({ id: 'showChat', summary: 'The web chat as a page', mediaType: 'text/html' })
  async show(
    @Param('botId') botId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const settings = await this.settings.find(botId);
    if (settings?.isEnabled !== true) {
      const page = { kind: 'exit', exit: 'chat-unknown', reference: request.id } as const;
      return this.pages.send(request, reply, { page, status: exits['chat-unknown'].status });
    }
    const { title, languages, theme } = settings;
    const colorScheme = theme.colorScheme === 'auto' ? 'light dark' : theme.colorScheme;
    return renderChatPage({ botId, title, language: languages[0] ?? 'en', colorScheme });
  }
}
