import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { NamedPageQuery, type Page } from '../http/pages.js';
import { BotChecklistView, BotView, CreateBotDto, UpdateBotDto } from './bot.dto.js';
import type { Bot } from './bot.entity.js';
import { BotContentsService } from './bot-contents.service.js';
import { BotsService } from './bots.service.js';

/** Bots. */
@Controller('v1/bots')
@RouteGroup('Bots')
export class BotsController {
  constructor(
    private readonly bots: BotsService,
    private readonly contents: BotContentsService,
  ) {}

  @Post()
  @RequireAccess('bots:edit')
  @Route({ id: 'createBot', summary: 'Make a bot', status: 201, answer: BotView, problems: ['name-taken'] })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateBotDto): Promise<BotView> {
    return this.show(await this.bots.create(caller, body));
  }

  @Get()
  @RequireAccess('bots:view')
  @Route({ id: 'listBots', summary: 'List bots', answer: BotView, isPage: true })
  async list(@CurrentCaller() caller: Caller, @Query() query: NamedPageQuery): Promise<Page<BotView>> {
    const page = await this.bots.list(caller, query);
    return { ...page, items: await this.contents.show(page.items) };
  }

  @Get(':botId')
  @RequireAccess('bots:view')
  @Route({ id: 'getBot', summary: 'Get a bot', answer: BotView })
  async get(@CurrentCaller() caller: Caller, @Param('botId') botId: string): Promise<BotView> {
    return this.show(await this.bots.get(caller, botId));
  }

  @Get(':botId/checklist')
  @RequireAccess('bots:view')
  @Route({ id: 'getBotChecklist', summary: 'How far somebody has got with a bot', answer: BotChecklistView })
  async checklist(@CurrentCaller() caller: Caller, @Param('botId') botId: string): Promise<BotChecklistView> {
    const { id } = await this.bots.get(caller, botId);
    return this.contents.checklist(id);
  }

  @Patch(':botId')
  @RequireAccess('bots:edit')
  @Route({ id: 'updateBot', summary: 'Change a bot', answer: BotView, problems: ['name-taken', 'version-conflict'] })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Body() body: UpdateBotDto,
  ): Promise<BotView> {
    return this.show(await this.bots.update(caller, botId, body));
  }

  @Delete(':botId')
  @HttpCode(204)
  @RequireAccess('bots:edit')
  @Route({ id: 'deleteBot', summary: 'Delete a bot and all that belongs to it', status: 204 })
  async remove(@CurrentCaller() caller: Caller, @Param('botId') botId: string): Promise<void> {
    await this.bots.remove(caller, botId);
  }

  private async show(bot: Bot): Promise<BotView> {
    const [view] = await this.contents.show([bot]);
    return view as BotView;
  }
}
