import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuthorizationsService } from '../authorizations/authorizations.service.js';
import type { DomainEvent } from '../events/event.entity.js';
import type { EventType } from '../events/types/event-types.js';
import { EventsService } from '../events/events.service.js';
import { Action, type ActionState } from './action.entity.js';
import { ActionsService } from './actions.service.js';

interface Move {
  readonly to: ActionState;
  readonly errorCode: string | null;
}

/** Why an action does not work once something has happened to the authorization that served it; null: it may work again. */
const errorCodes: Partial<Record<EventType, string | null>> = {
  'authorization.needs-reauthorization': 'authorization-lost',
  'authorization.revoked': 'authorization-revoked',
  'authorization.activated': null,
  'auth-profile.revoked': 'authorization-revoked',
};

/** Keeps the state of pre-authorized actions true to the shared authorization that serves them: their own, or their profile's. */
@Injectable()
export class ActionStatesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly actions: ActionsService,
    private readonly authorizations: AuthorizationsService,
    events: EventsService,
  ) {
    events.handle(Object.keys(errorCodes) as EventType[], 'action-states', (event) => this.follow(event));
  }

  private async follow(event: DomainEvent): Promise<void> {
    if (event.type !== 'auth-profile.revoked' && event.data['subject'] !== 'shared') return;
    for (const action of await this.concerned(event)) {
      const move = moveOf(action, await this.isServed(action), errorCodes[event.type] ?? 'authorization-lost');
      if (move !== undefined) await this.actions.follow(action, move.to, move.errorCode);
    }
  }

  /** The action that the authorization is for; or all that may be served by what is saved with a profile. */
  private async concerned({ data, workspaceId }: DomainEvent): Promise<readonly Action[]> {
    const { actionId, authProfileId } = data;
    const which =
      typeof actionId === 'string' ? { id: actionId } : { workspaceId, authProfileId: String(authProfileId) };
    return this.dataSource.manager.findBy(Action, { ...which, authorizationMode: 'pre-authorized' });
  }

  /** As it is now: the event may be old, and heard again. */
  private async isServed(action: Action): Promise<boolean> {
    return (await this.authorizations.findUsable(action, { kind: 'shared' })) !== undefined;
  }
}

/** How an action moves; undefined: it stands as it should. */
function moveOf({ state }: Action, isServed: boolean, errorCode: string): Move | undefined {
  if (isServed && state === 'error') return { to: 'configured', errorCode: null };
  if (!isServed && state === 'configured') return { to: 'error', errorCode };
  return undefined;
}
