import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { SessionsModule } from '../sessions/sessions.module.js';
import { readForms } from './forms.js';
import { answerLostVisitors } from './lost-visitors.js';
import { PageFilter } from './page.filter.js';
import { PagesController } from './pages.controller.js';
import { PagesService } from './pages.service.js';
import { SetUpPageController } from './set-up/set-up-page.controller.js';

/** The pages that people see outside the console: one design, no scripts. */
@Module({
  imports: [SessionsModule],
  controllers: [PagesController, SetUpPageController],
  providers: [PagesService, PageFilter],
  exports: [PagesService, PageFilter],
})
export class PagesModule {
  /** While the application is built: before the framework would read forms on every route. */
  constructor(host: HttpAdapterHost<FastifyAdapter>, pages: PagesService) {
    readForms(host.httpAdapter);
    answerLostVisitors(host.httpAdapter.getInstance(), pages);
  }
}
