import { Injectable } from '@nestjs/common';
import type { DialogEvent } from '#dialogs';
import type { Effect } from '../conversation.entity.js';
import { EffectAccountsService } from './effect-accounts.service.js';
import { connectorOf, EffectAuthorizationService } from './effect-authorization.service.js';
import { EffectOperationService } from './effect-operation.service.js';
import { EffectStoreService } from './effect-store.service.js';

/** Does what an effect asks for. */
@Injectable()
export class EffectOutcomesService {
  constructor(
    private readonly store: EffectStoreService,
    private readonly operations: EffectOperationService,
    private readonly authorization: EffectAuthorizationService,
    private readonly accounts: EffectAccountsService,
  ) {}

  /** What to tell the engine; undefined when it need not hear of it, or hears of it otherwise. */
  async of(effect: Effect): Promise<DialogEvent | undefined> {
    const wanted = await this.store.open(effect);
    switch (wanted.type) {
      case 'run-operation':
        return this.operations.run(wanted, effect);
      case 'authorize':
        return this.authorization.makeLink({ ...wanted, connectorId: connectorOf(wanted.operation) }, effect);
      case 'cancel-authorization':
        return this.authorization.cancel(effect);
      case 'verify-authorization-code':
        return this.authorization.verify(wanted, effect);
      case 'disconnect':
        return this.accounts.disconnect(wanted, effect);
      case 'switch-account':
        return this.accounts.switch(wanted, effect);
    }
  }
}
