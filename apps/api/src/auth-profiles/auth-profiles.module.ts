import { Module } from '@nestjs/common';
import { AuthProfilesService } from './auth-profiles.service.js';

/** How to authorize with systems. */
@Module({ providers: [AuthProfilesService], exports: [AuthProfilesService] })
export class AuthProfilesModule {}
