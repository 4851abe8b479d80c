import { Injectable, Logger } from '@nestjs/common';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ShutdownService } from '../telemetry/shutdown.service.js';
import { DomainEvent } from './event.entity.js';
import { subjectOf, type EventType } from './types/event-types.js';

/** What is told of an event. */
export interface EventRecord {
  readonly workspaceId: string;
  readonly type: EventType;
  /** JSON without secrets. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Writes what belongs to an event in the transaction that records it. */
type Companion = (manager: EntityManager, event: DomainEvent) => Promise<void>;

type Handler = (event: DomainEvent) => Promise<void>;

interface Registration {
  readonly types: readonly EventType[];
  readonly name: string;
  readonly handler: Handler;
}

const keptForMs = 30 * 24 * 3_600_000;
/** How long after the commit a job makes sure that every handler has seen the event. */
const safetyNetSeconds = 5;

/**
 * What has happened, told to whoever waits: an event is stored with the change that it tells of, handled at once after the commit,
 * and once more by a job some seconds later, should the process have died. Handlers must therefore bear to be called twice.
 */
@Injectable()
export class EventsService {
  private readonly logger = new Logger('events');
  private readonly registrations: Registration[] = [];
  private readonly companions: Companion[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobsService,
    private readonly shutdown: ShutdownService,
  ) {
    jobs.define<{ readonly eventId: string }>({
      name: 'events',
      retryLimit: 10,
      handle: (job) => this.handleAgain(job.eventId),
    });
    jobs.define({ name: 'events-clean-up', cron: '41 3 * * *', handle: () => this.cleanUp() });
  }

  /** Calls the handler for events of these types; call it in a constructor. */
  handle(types: readonly EventType[], name: string, handler: Handler): void {
    this.registrations.push({ types, name, handler });
  }

  /** Calls the companion for every event, within the transaction that records it; call it in a constructor. */
  accompany(companion: Companion): void {
    this.companions.push(companion);
  }

  /** Stores an event in the transaction of the change that it tells of. Call `dispatch` after the commit. */
  async record(manager: EntityManager, record: EventRecord): Promise<DomainEvent> {
    const id = newId('event');
    const subject = subjectOf(record.type, record.data) ?? id;
    const event = manager.create(DomainEvent, { id, ...record, subject, occurredAt: new Date() });
    await manager.insert(DomainEvent, event as object);
    for (const accompany of this.companions) await accompany(manager, event);
    await this.jobs.send('events', { eventId: event.id }, { manager, startAfterSeconds: safetyNetSeconds });
    return event;
  }

  /** Hands an event to its handlers without waiting for them. */
  dispatch(event: DomainEvent): void {
    void this.shutdown.track(this.run(event)).catch((error: unknown) => {
      this.logger.warn({ err: error, eventId: event.id, type: event.type }, 'an event will be handled again');
    });
  }

  private async run(event: DomainEvent): Promise<void> {
    const concerned = this.registrations.filter(({ types }) => types.includes(event.type));
    const outcomes = await Promise.allSettled(concerned.map(({ handler }) => handler(event)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  private async handleAgain(eventId: string): Promise<void> {
    const event = await this.dataSource.manager.findOneBy(DomainEvent, { id: eventId });
    if (event !== null) await this.run(event);
  }

  private async cleanUp(): Promise<void> {
    await this.dataSource.manager.delete(DomainEvent, { occurredAt: LessThan(new Date(Date.now() - keptForMs)) });
  }
}
