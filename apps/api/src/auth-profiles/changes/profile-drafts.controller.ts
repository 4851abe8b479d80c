import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { CheckAuthProfileDto, TestAuthProfileDto } from '../auth-profile.dto.js';
import { RolesToInviteView } from '../powers/ownership.dto.js';
import { ProfileOwnershipService } from '../powers/profile-ownership.service.js';
import { AuthProfileCheckView, ReservationView } from '../registrations/auth-profile-view.dto.js';
import { ProfileTrialView } from '../trial/profile-trial.dto.js';
import { ProfileTrialsService } from '../trial/profile-trials.service.js';
import { ProfileChangesService } from './profile-changes.service.js';
import { ProfileUsesService } from './profile-uses.service.js';
import { ReservationsService } from './reservations.service.js';

/** What is asked before an auth profile is saved, and of one that is. */
@Controller('v1/auth-profiles')
@RequireAccess('auth-profiles:manage')
@RouteGroup('Auth profiles')
export class ProfileDraftsController {
  constructor(
    private readonly changes: ProfileChangesService,
    private readonly reservations: ReservationsService,
    private readonly trials: ProfileTrialsService,
    private readonly uses: ProfileUsesService,
    private readonly owners: ProfileOwnershipService,
  ) {}

  @Get('roles')
  @Route({
    id: 'listRolesToInvite',
    summary: 'The roles of the workspace by name, to invite them to an auth profile',
    answer: RolesToInviteView,
  })
  async roles(@CurrentCaller() caller: Caller): Promise<RolesToInviteView> {
    return { items: await this.owners.rolesToInvite(caller) };
  }

  @Post('check')
  @HttpCode(200)
  @Route({
    id: 'checkAuthProfile',
    audit: 'denials',
    summary: 'Check an auth profile without saving it',
    description: 'With `profileId` the body is checked as a change to that profile.',
    answer: AuthProfileCheckView,
  })
  async check(@CurrentCaller() caller: Caller, @Body() body: CheckAuthProfileDto): Promise<AuthProfileCheckView> {
    const { violations, warnings, cause } = await this.changes.check(caller, body);
    const isNew = body.profileId === undefined || cause === undefined;
    const affected = isNew ? null : await this.uses.affected(caller, body.profileId, cause);
    return { violations, warnings, affected };
  }

  @Post('reservations')
  @Route({
    id: 'reserveAuthProfile',
    summary: 'Reserve the id of an auth profile, to register its callback URL first',
    status: 201,
    answer: ReservationView,
  })
  async reserve(@CurrentCaller() caller: Caller): Promise<ReservationView> {
    const { expiresAt, ...reservation } = await this.reservations.create(caller);
    return { ...reservation, expiresAt: expiresAt.toISOString() };
  }

  @Post(':authProfileId/test')
  @HttpCode(200)
  @Route({
    id: 'testAuthProfile',
    summary: 'Try an auth profile out at its provider or system',
    description:
      'Client credentials and JWT bearer ask for a token; `password`, `basic` and `api-key` take `credentials`, which are used once and not kept; the code grants send a made-up code. When it fails, `exchange` shows what was sent and answered, secrets masked.',
    answer: ProfileTrialView,
    problems: ['url-parameter-invalid', 'vault-key-missing', 'vault-tampered'],
  })
  async test(
    @CurrentCaller() caller: Caller,
    @Param('authProfileId') id: string,
    @Body() body: TestAuthProfileDto,
  ): Promise<ProfileTrialView> {
    return this.trials.run(caller, id, body);
  }
}
