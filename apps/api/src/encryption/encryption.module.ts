import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataKey } from './data-key.entity.js';
import { EncryptionController } from './encryption.controller.js';
import { EncryptionService } from './encryption.service.js';
import { KeyViewsService } from './key-views.service.js';
import { KeyRotation } from './rotation/key-rotation.entity.js';
import { RotationService } from './rotation/rotation.service.js';
import { RotationsService } from './rotation/rotations.service.js';

/** Encryption at rest. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([DataKey, KeyRotation])],
  controllers: [EncryptionController],
  providers: [EncryptionService, RotationService, RotationsService, KeyViewsService],
  exports: [EncryptionService, RotationService],
})
export class EncryptionModule {}
