import type { EntityManager } from 'typeorm';
import type { EventsService } from '../../events/events.service.js';
import type { DomainEvent } from '../../events/event.entity.js';
import type { EventType } from '../../events/types/event-types.js';
import { AuthorizationRequest, type RequestStatus } from '../authorization-request.entity.js';
import { endingReasons, type Ending } from './ending.js';
import { timelineWith, type TimelineStep } from './timeline.js';

type RequestEvent = Extract<EventType, `authorization-request.${string}`>;

const openStatuses: readonly RequestStatus[] = ['pending', 'redirected'];

/** Whether somebody may still go to the provider for a request of this status, or type something in. */
export function isOpenStatus(status: RequestStatus): boolean {
  return openStatuses.includes(status);
}

/** A request that nobody else can change until the transaction ends. */
export class LockedRequest {
  /** To be dispatched once the transaction is committed. */
  readonly told: DomainEvent[] = [];
  /** The authorization that must not outlive the request's end. */
  discarded: string | undefined;
  readonly statusBefore: RequestStatus;

  constructor(
    readonly row: AuthorizationRequest,
    readonly manager: EntityManager,
    private readonly events: Pick<EventsService, 'record'>,
  ) {
    this.statusBefore = row.status;
  }

  /** Whether somebody may still go to the provider for it. */
  get isOpen(): boolean {
    return isOpenStatus(this.row.status);
  }

  /** Whether it has not ended. */
  get isLive(): boolean {
    return this.isOpen || this.row.status === 'choice-required' || this.row.status === 'proof-required';
  }

  async update(changes: Partial<AuthorizationRequest>): Promise<void> {
    await this.manager.update(AuthorizationRequest, { id: this.row.id }, changes as object);
    Object.assign(this.row, changes);
  }

  /** Changes it by a step that its timeline tells. */
  async step(step: TimelineStep, changes: Partial<AuthorizationRequest> = {}, reason?: string): Promise<void> {
    await this.update({ ...changes, timeline: timelineWith(this.row, step, reason) });
  }

  /** Ends it, once: what has ended stays as it ended. Whatever was in quarantine for it is thrown away. */
  async end({ reason, message }: Ending): Promise<boolean> {
    if (!this.isLive) return false;
    const status = endingReasons[reason];
    if (status !== 'completed') this.discarded = this.row.authorizationId ?? undefined;
    const changes = {
      ...{ status, reason, message, completedAt: new Date() },
      ...{ codeHash: null, codeSealed: null, finishingUntil: null, choices: null },
      ...(status !== 'completed' && { authorizationId: null, accountName: null }),
    };
    await this.step('ended', changes, reason);
    await this.tell(`authorization-request.${status}` as RequestEvent, { reason, message });
    return true;
  }

  /** Records an event of the request with this change. */
  async tell(type: RequestEvent, about: { readonly reason?: string; readonly message?: string } = {}): Promise<void> {
    const { workspaceId } = this.row;
    this.told.push(
      await this.events.record(this.manager, { workspaceId, type, data: { ...dataOf(this.row), ...about } }),
    );
  }
}

/** What an event tells of a request: ids and words, never a secret; whose account it is only once that is proven. */
function dataOf(row: AuthorizationRequest): Readonly<Record<string, unknown>> {
  const { id, botId, actionId, connectorId, authProfileId, subjectKind, endUserId, memberId, status } = row;
  const { conversationId, effectId } = row;
  return {
    authorizationRequestId: id,
    ...{ connectorId, authProfileId, subject: subjectKind },
    ...(botId !== null && { botId, actionId }),
    ...(endUserId !== null && { endUserId }),
    ...(memberId !== null && { memberId }),
    ...(conversationId !== null && { conversationId }),
    ...(effectId !== null && { effectId }),
    ...(status === 'completed' && { authorizationId: row.authorizationId, accountName: row.accountName }),
  };
}
