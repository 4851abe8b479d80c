import { Controller, Get } from '@nestjs/common';
import { RequireAccess } from '../../http/access.guard.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { AuthProfilePresetsView } from './profile-preset.dto.js';
import { ProfilePresetsService } from './profile-presets.service.js';

/** What new auth profiles can begin with. */
@Controller('v1/auth-profile-presets')
@RequireAccess('auth-profiles:view')
@RouteGroup('Auth profiles')
export class ProfilePresetsController {
  constructor(private readonly presets: ProfilePresetsService) {}

  @Get()
  @Route({
    id: 'listAuthProfilePresets',
    summary: 'List what new auth profiles can begin with',
    answer: AuthProfilePresetsView,
  })
  list(): AuthProfilePresetsView {
    return { items: this.presets.list() };
  }
}
