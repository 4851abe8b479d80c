import { Module } from '@nestjs/common';
import { AuthProfilesModule } from '../auth-profiles/auth-profiles.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { SandboxControlService } from './sandbox-control.service.js';
import { SimulatorController } from './simulator.controller.js';
import { SimulatorService } from './simulator.service.js';

/** Simulated sign-ins at the operator's own sandbox. */
@Module({
  imports: [AuthProfilesModule, BotsModule, ConnectorsModule],
  controllers: [SimulatorController],
  providers: [SandboxControlService, SimulatorService],
  exports: [SimulatorService],
})
export class SimulatorModule {}
