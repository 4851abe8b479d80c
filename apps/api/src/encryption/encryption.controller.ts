import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { RequireAccess } from '../http/access.guard.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { EncryptionView, KeyRotationView, toKeyRotationView } from './encryption.dto.js';
import { KeyViewsService } from './key-views.service.js';
import { RotationsService } from './rotation/rotations.service.js';

/** The keys that secrets are encrypted with. */
@Controller('v1/encryption')
@RequireAccess('encryption:rotate')
@RouteGroup('Encryption')
export class EncryptionController {
  constructor(
    private readonly views: KeyViewsService,
    private readonly rotations: RotationsService,
  ) {}

  @Get()
  @Route({
    id: 'getEncryption',
    summary: 'See the keys, what they have sealed, and how far a rotation is',
    answer: EncryptionView,
  })
  get(): Promise<EncryptionView> {
    return this.views.show();
  }

  @Post('rotation')
  @HttpCode(202)
  @Route({
    id: 'rotateKeys',
    summary: 'Seal everything anew with a new data key, while the server goes on',
    status: 202,
    answer: KeyRotationView,
    problems: ['rotation-running', 'key-service-unavailable'],
  })
  async rotate(): Promise<KeyRotationView> {
    return toKeyRotationView(await this.rotations.start());
  }
}
