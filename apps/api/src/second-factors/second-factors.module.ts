import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChallengesService } from './challenges.service.js';
import { SecondFactor, SignInChallenge } from './second-factor.entity.js';
import { SecondFactorsService } from './second-factors.service.js';

/** What members have beside their passwords. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SecondFactor, SignInChallenge])],
  providers: [SecondFactorsService, ChallengesService],
  exports: [SecondFactorsService, ChallengesService],
})
export class SecondFactorsModule {}
