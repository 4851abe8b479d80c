import { Module } from '@nestjs/common';
import { MembersModule } from '../members/members.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { ConsoleController } from './console.controller.js';
import { ConsolePageService } from './console-page.service.js';

/** The web console: its page, and the files of its build. */
@Module({ imports: [PagesModule, MembersModule], controllers: [ConsoleController], providers: [ConsolePageService] })
export class ConsoleModule {}
