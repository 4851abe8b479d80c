import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import type { Enrolment } from '../second-factors/second-factors.service.js';
import {
  OwnAccountView,
  ChangePasswordDto,
  ConfirmSecondFactorDto,
  EnrolmentView,
  PasswordAgainDto,
  RecoveryCodesView,
  RemoveSecondFactorDto,
  RenewRecoveryCodesDto,
  UpdateAccountDto,
} from './account.dto.js';
import { AccountFactorsService } from './account-factors.service.js';
import { AccountViewsService } from './account-views.service.js';
import { AccountsService } from './accounts.service.js';

/** The account of the member who asks. */
@Controller('v1')
@RequireAccess('own-account')
@RouteGroup('Account')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly factors: AccountFactorsService,
    private readonly views: AccountViewsService,
  ) {}

  @Get('account')
  @Route({ id: 'getAccount', summary: 'Show my account', answer: OwnAccountView, problems: ['permission-missing'] })
  async get(@CurrentCaller() caller: Caller): Promise<OwnAccountView> {
    return this.views.of(await this.accounts.get(caller));
  }

  @Patch('account')
  @Route({ id: 'updateAccount', summary: 'Change my name', answer: OwnAccountView, problems: ['permission-missing'] })
  async update(@CurrentCaller() caller: Caller, @Body() body: UpdateAccountDto): Promise<OwnAccountView> {
    return this.views.of(await this.accounts.rename(caller, body.name));
  }

  @Post('account/password')
  @HttpCode(204)
  @Route({
    id: 'changePassword',
    summary: 'Change my password; my other sessions end',
    status: 204,
    problems: ['permission-missing', 'password-wrong', 'password-missing', 'too-many-attempts'],
  })
  async changePassword(@CurrentCaller() caller: Caller, @Body() body: ChangePasswordDto): Promise<void> {
    await this.accounts.changePassword(caller, body);
  }

  @Post('account/second-factor')
  @Route({
    id: 'beginSecondFactor',
    summary: 'Begin to set up a second factor',
    status: 201,
    answer: EnrolmentView,
    problems: ['permission-missing', 'password-wrong', 'password-missing', 'second-factor-exists', 'too-many-attempts'],
  })
  async begin(@CurrentCaller() caller: Caller, @Body() body: PasswordAgainDto): Promise<Enrolment> {
    return this.factors.begin(caller, body.password);
  }

  @Post('account/second-factor/confirm')
  @HttpCode(200)
  @Route({
    id: 'confirmSecondFactor',
    summary: 'Confirm the second factor with a first code; my other sessions end',
    answer: RecoveryCodesView,
    problems: ['permission-missing', 'second-factor-wrong', 'second-factor-exists', 'too-many-attempts'],
  })
  async confirm(@CurrentCaller() caller: Caller, @Body() body: ConfirmSecondFactorDto): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.factors.confirm(caller, body.code) };
  }

  @Post('account/second-factor/recovery-codes')
  @HttpCode(200)
  @Route({
    id: 'renewRecoveryCodes',
    summary: 'Make new recovery codes; the old ones are worth nothing from then on',
    answer: RecoveryCodesView,
    problems: ['permission-missing', 'second-factor-wrong', 'too-many-attempts'],
  })
  async renew(@CurrentCaller() caller: Caller, @Body() body: RenewRecoveryCodesDto): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.factors.renewRecoveryCodes(caller, body.code) };
  }

  @Post('account/second-factor/remove')
  @HttpCode(204)
  @Route({
    id: 'removeSecondFactor',
    summary: 'Remove my second factor',
    status: 204,
    problems: ['permission-missing', 'password-wrong', 'password-missing', 'second-factor-wrong', 'too-many-attempts'],
  })
  async remove(@CurrentCaller() caller: Caller, @Body() body: RemoveSecondFactorDto): Promise<void> {
    await this.factors.remove(caller, body);
  }

  @Delete('members/:memberId/second-factor')
  @HttpCode(204)
  @RequireAccess('members:manage')
  @Route({ id: 'resetSecondFactor', summary: 'Take away the second factor that a member has lost', status: 204 })
  async reset(@CurrentCaller() caller: Caller, @Param('memberId') memberId: string): Promise<void> {
    await this.factors.reset(caller, memberId);
  }
}
