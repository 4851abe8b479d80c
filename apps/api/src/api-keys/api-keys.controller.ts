import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { PageQuery, type Page } from '../http/pages.js';
import { ApiKeyView, CreateApiKeyDto, CreatedApiKeyView, toApiKeyView } from './api-key.dto.js';
import { ApiKeysService } from './api-keys.service.js';

/** Keys for programs. */
@Controller('v1/api-keys')
@RequireAccess('api-keys:manage')
@RouteGroup('API keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Post()
  @Route({
    id: 'createApiKey',
    summary: 'Make an API key; it is shown this once',
    status: 201,
    answer: CreatedApiKeyView,
    problems: ['not-found'],
  })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateApiKeyDto): Promise<CreatedApiKeyView> {
    const { apiKey, key } = await this.apiKeys.create(caller, body);
    return { ...toApiKeyView({ apiKey, isSuspended: false }), key };
  }

  @Get()
  @Route({ id: 'listApiKeys', summary: 'List API keys', answer: ApiKeyView, isPage: true })
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<ApiKeyView>> {
    const page = await this.apiKeys.list(caller, query);
    return { ...page, items: page.items.map(toApiKeyView) };
  }

  @Delete(':apiKeyId')
  @HttpCode(204)
  @Route({ id: 'revokeApiKey', summary: 'Revoke an API key at once', status: 204 })
  async revoke(@CurrentCaller() caller: Caller, @Param('apiKeyId') apiKeyId: string): Promise<void> {
    await this.apiKeys.revoke(caller, apiKeyId);
  }
}
