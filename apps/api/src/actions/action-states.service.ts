import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DomainEvent } from '../events/event.entity.js';
import type { EventType } from '../events/types/event-types.js';
import { EventsService } from '../events/events.service.js';
import { Action, type ActionState } from './action.entity.js';
import { ActionsService } from './actions.service.js';

interface Move {
  readonly from: readonly ActionState[];
  readonly to: ActionState;
  readonly errorCode: string | null;
  readonly event: EventType;
}

/** What happens to a pre-authorized action when something happens to its shared authorization. */
const moves: Partial<Record<EventType, Move>> = {
  'authorization.needs-reauthorization': {
    from: ['configured'],
    to: 'error',
    errorCode: 'authorization-lost',
    event: 'action.failed',
  },
  'authorization.revoked': {
    from: ['configured'],
    to: 'error',
    errorCode: 'authorization-revoked',
    event: 'action.failed',
  },
  'authorization.activated': { from: ['error'], to: 'configured', errorCode: null, event: 'action.recovered' },
};

/** Keeps the state of pre-authorized actions true to their shared authorization. */
@Injectable()
export class ActionStatesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly actions: ActionsService,
    private readonly events: EventsService,
  ) {
    events.handle(Object.keys(moves) as EventType[], 'action-states', (event) => this.follow(event));
  }

  private async follow({ type, data, workspaceId }: DomainEvent): Promise<void> {
    const move = moves[type];
    if (move === undefined || data['subject'] !== 'shared') return;
    const action = await this.dataSource.manager.findOneBy(Action, { id: String(data['actionId']) });
    if (action === null || action.authorizationMode !== 'pre-authorized' || !move.from.includes(action.state)) return;
    await this.actions.setState(action, move.to, move.errorCode);
    const told = await this.events.record(this.dataSource.manager, {
      workspaceId,
      type: move.event,
      data: { actionId: action.id, botId: action.botId, connectorId: action.connectorId, errorCode: move.errorCode },
    });
    this.events.dispatch(told);
  }
}
