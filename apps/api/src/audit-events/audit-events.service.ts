import { Injectable } from '@nestjs/common';
import { AuditService, type AuditRecord } from '../audit/audit.service.js';
import { idPrefixes } from '../database/identifiers.js';
import type { DomainEvent } from '../events/event.entity.js';
import { eventTypes, type EventType } from '../events/types/event-types.js';
import { EventsService } from '../events/events.service.js';

/** Steps on the way to something that is told by itself. */
const untold: readonly EventType[] = ['authorization-request.interrupted', 'authorization-request.proof-requested'];
const failures = /\.(failed|expired|needs-reauthorization|denied)$/;
/** Ids that an event may carry -> the noun of what they stand for, the most particular last. */
const concerned = {
  botId: 'bot',
  connectorId: 'connector',
  endUserId: 'end-user',
  authProfileId: 'auth-profile',
  webhookId: 'webhook',
  memberId: 'member',
  actionId: 'action',
  conversationId: 'conversation',
  authorizationRequestId: 'authorization-request',
  authorizationId: 'authorization',
} as const;

/** Puts into the audit trail what happens, such as what nobody has asked for: an authorization that is lost, an action that fails. */
@Injectable()
export class AuditEventsService {
  constructor(events: EventsService, audit: AuditService) {
    const told = eventTypes.filter((type) => !untold.includes(type));
    events.handle(told, 'audit', async (event) => {
      if (!isToldByRequest(event)) await audit.recordNow(recordOf(event));
    });
  }
}

/** Signing in by password is a request of its own, which the trail has with its refusals. */
function isToldByRequest({ type, data }: DomainEvent): boolean {
  return type === 'member.signed-in' && data['method'] === 'password';
}

/** The same event makes the same entry, however often it is handled. */
function recordOf({ id, workspaceId, type, subject, data, occurredAt }: DomainEvent): AuditRecord {
  const targets = Object.fromEntries(
    Object.entries(concerned).flatMap(([field, noun]) => {
      const value = data[field];
      return typeof value === 'string' && /^[\w-]{1,60}$/.test(value) ? [[noun, value]] : [];
    }),
  );
  const target = Object.entries(targets).find(([, value]) => value === subject) ?? Object.entries(targets).at(-1);
  return {
    id: `${idPrefixes.auditEntry}_${id.slice(id.indexOf('_') + 1)}`,
    workspaceId,
    occurredAt,
    ...senderOf(type, data),
    action: type,
    ...(target && { target: { kind: target[0], id: target[1] } }),
    targets,
    outcome: failures.test(type) ? 'failed' : 'succeeded',
  };
}

/** What a member has done by signing in; everything else is told without who was behind it. */
function senderOf(type: EventType, data: DomainEvent['data']): Pick<AuditRecord, 'actor' | 'address' | 'userAgent'> {
  const { memberId, address, userAgent } = data as Readonly<Record<string, string | undefined>>;
  if (type !== 'member.signed-in' || memberId === undefined) return { actor: { kind: 'system' } };
  return { actor: { kind: 'member', id: memberId }, address, userAgent };
}
