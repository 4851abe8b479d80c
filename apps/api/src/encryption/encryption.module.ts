import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataKey } from './data-key.entity.js';
import { EncryptionService } from './encryption.service.js';
import { RotationService } from './rotation.service.js';

/** Encryption at rest. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([DataKey])],
  providers: [EncryptionService, RotationService],
  exports: [EncryptionService, RotationService],
})
export class EncryptionModule {}
