import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { redactText } from '../telemetry/redaction.js';
import type { ActorKind, AuditDetails, AuditEntry, AuditOutcome } from './audit-entry.js';
import { AuditChainService } from './chain/audit-chain.service.js';
import { AuditSealerService } from './chain/audit-sealer.service.js';
import { proofOf } from './chain/proofs.js';
import { insertEntries } from './entry-columns.js';
import { PeopleService } from './people.service.js';

/** Something that the audit trail is to keep: no values of fields, no secrets. */
export interface AuditRecord {
  /** Given where the same may be recorded twice: the second is dropped. */
  readonly id?: string;
  /** Found out by the actor unless told. */
  readonly workspaceId?: string;
  readonly occurredAt?: Date;
  /** `email` is looked up, and kept only as the id of the member whose it is. */
  readonly actor: { readonly kind: ActorKind; readonly id?: string; readonly email?: string };
  /** Id of the API's operation, or type of an event. */
  readonly action: string;
  readonly target?: { readonly kind: string; readonly id: string; readonly name?: string };
  readonly targets?: Readonly<Record<string, string>>;
  readonly outcome: AuditOutcome;
  readonly problemCode?: string;
  readonly address?: string;
  readonly userAgent?: string;
  readonly requestId?: string;
  readonly details?: AuditDetails;
}

type Stamped = AuditRecord & { readonly id: string; readonly occurredAt: Date };

type ActorFacts = Pick<
  AuditEntry,
  'workspaceId' | 'actorKind' | 'actorId' | 'actorName' | 'targetKind' | 'targetId' | 'targetName' | 'targets'
>;

interface Waiting {
  readonly record: Stamped;
  readonly written: () => void;
}

const batchSize = 500;
const withinMs = 500;
/** While the database is away: what is older is dropped, and the number of it kept. */
const most = 20_000;

/** Writes the audit trail, in batches: what is awaited at once, the rest within a second. */
@Injectable()
export class AuditService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('audit');
  private waiting: Waiting[] = [];
  private dropped = 0;
  private timer?: NodeJS.Timeout;
  private flushing?: Promise<void>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly chain: AuditChainService,
    private readonly sealer: AuditSealerService,
    private readonly people: PeopleService,
  ) {}

  /** Keeps a record within a second; without any I/O now. */
  record(record: AuditRecord): void {
    this.add(record, () => undefined);
    this.timer ??= setTimeout(() => void this.flush(), withinMs).unref();
  }

  /** Keeps a record; resolves when it is written, or when that could not be done now and is tried again. */
  async recordNow(record: AuditRecord): Promise<void> {
    const written = new Promise<void>((resolve) => this.add(record, resolve));
    void this.flush();
    await written;
  }

  /** Writes everything that waits; never throws. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.flushing === undefined && this.waiting.length > 0) this.flushing = this.writeAll();
    return this.flushing ?? Promise.resolve();
  }

  /** What has been done until now is written and sealed, as far as the database lets us. */
  async settle(): Promise<void> {
    for (let left = Infinity; this.flushing !== undefined || this.waiting.length < left;) {
      left = this.waiting.length;
      await this.flush();
      if (this.waiting.length === 0) break;
    }
    await this.sealer.seal();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settle().catch((error: unknown) => this.logger.error({ err: error }, 'the audit trail is not sealed'));
  }

  private add(record: AuditRecord, written: () => void): void {
    const { id = newId('auditEntry'), occurredAt = new Date() } = record;
    this.waiting.push({ record: { ...record, id, occurredAt }, written });
    if (this.waiting.length <= most) return;
    this.waiting.shift()?.written();
    this.dropped += 1;
  }

  private async writeAll(): Promise<void> {
    try {
      while (this.waiting.length > 0 && (await this.writeBatch(this.waiting.splice(0, batchSize))));
    } finally {
      this.flushing = undefined;
    }
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<boolean> {
    try {
      await this.write(batch.map(({ record }) => record));
      return true;
    } catch (error) {
      this.logger.error({ err: error, entries: batch.length }, 'the audit trail could not be written; trying again');
      this.waiting.unshift(...batch.map(({ record }) => ({ record, written: () => undefined })));
      this.timer ??= setTimeout(() => void this.flush(), 2 * withinMs).unref();
      return false;
    } finally {
      for (const { written } of batch) written();
    }
  }

  private async write(records: readonly Stamped[]): Promise<void> {
    const key = await this.chain.key();
    const lost = this.dropped;
    const entries: AuditEntry[] = [];
    for (const record of records) entries.push(await this.entryOf(record, key));
    if (lost > 0) entries.push(await this.entryOf(lossOf(lost), key));
    await this.dataSource.query(insertEntries, [JSON.stringify(entries)]);
    this.dropped -= lost;
    this.sealer.sealSoon();
  }

  private async entryOf(record: Stamped, key: Uint8Array): Promise<AuditEntry> {
    const entry = { ...factsOf(record), ...(await this.actorOf(record)) };
    return { ...entry, proof: proofOf(key, entry) };
  }

  private async actorOf({ actor, workspaceId, target, targets }: Stamped): Promise<ActorFacts> {
    const claimed = actor.email === undefined ? undefined : await this.people.memberOf(actor.email);
    if (claimed !== undefined) return this.claimOf(claimed, actor.kind);
    const known = await this.people.find(actor.kind, actor.id);
    return {
      workspaceId: workspaceId ?? known.workspaceId ?? (await this.people.onlyWorkspace()),
      actorKind: actor.kind,
      actorId: orNull(actor.id),
      actorName: textOf(known.name),
      targetKind: orNull(target?.kind),
      targetId: orNull(target?.id),
      targetName: textOf(target?.name),
      targets: { ...targets },
    };
  }

  /** Whoever says to be a member is not yet one: the member is what it was done to. */
  private async claimOf(memberId: string, actorKind: ActorKind): Promise<ActorFacts> {
    const { name, workspaceId } = await this.people.find('member', memberId);
    const target = { targetKind: 'member', targetId: memberId, targetName: textOf(name) };
    return { workspaceId, actorKind, actorId: null, actorName: null, ...target, targets: { member: memberId } };
  }
}

function factsOf(record: Stamped): Omit<AuditEntry, keyof ActorFacts | 'proof'> {
  const { id, occurredAt, action, outcome, problemCode, address, userAgent, requestId, details } = record;
  return {
    ...{ id, occurredAt, action, outcome },
    problemCode: orNull(problemCode),
    address: orNull(address),
    userAgent: textOf(userAgent),
    requestId: orNull(requestId),
    details: { ...details },
  };
}

function orNull<Value>(value: Value | undefined): Value | null {
  return value ?? null;
}

function lossOf(lost: number): Stamped {
  return {
    id: newId('auditEntry'),
    occurredAt: new Date(),
    actor: { kind: 'system' },
    action: 'audit.entries-lost',
    outcome: 'failed',
    details: { entries: lost },
  };
}

/** What others wrote: short, on one line, and without what looks like a secret. */
function textOf(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  // Neither half characters nor NUL can be kept.
  return redactText(
    Buffer.from(text.slice(0, 200))
      .toString('utf8')
      .replaceAll(/\p{Cc}/gu, ' '),
  );
}
