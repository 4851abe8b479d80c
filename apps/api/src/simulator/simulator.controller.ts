import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { ChooseOutcomeDto, SimulatorView } from './simulator.dto.js';
import { SimulatorService } from './simulator.service.js';

/** What the next sign-in of a bot comes to, where the sandbox plays the provider. */
@Controller('v1/bots/:botId/simulator')
@RouteGroup('Sign-in simulator')
export class SimulatorController {
  constructor(private readonly simulator: SimulatorService) {}

  @Get()
  @RequireAccess('actions:view')
  @Route({
    id: 'getSimulator',
    summary: 'What the next sign-in comes to, and what it can come to',
    answer: SimulatorView,
  })
  show(@CurrentCaller() caller: Caller, @Param('botId') botId: string): Promise<SimulatorView> {
    return this.simulator.show(caller, botId);
  }

  @Put()
  @RequireAccess('actions:manage')
  @Route({
    id: 'chooseSimulatedOutcome',
    summary: 'Choose what the next sign-in comes to',
    answer: SimulatorView,
    problems: ['simulator-unavailable'],
  })
  choose(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Body() { outcome }: ChooseOutcomeDto,
  ): Promise<SimulatorView> {
    return this.simulator.choose(caller, botId, outcome);
  }
}
