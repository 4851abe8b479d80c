import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../../jobs/jobs.service.js';

interface TokenReads {
  readonly authorizationId: string;
  readonly callerId: string;
  readonly at: Date;
  reads: number;
}

const flushEveryMs = 5_000;
const readsKeptForDays = 90;

/** Remembers which authorizations are in use and who reads tokens; written in batches, behind the answers. */
@Injectable()
export class UsesService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('authorizations');
  private uses = new Map<string, number>();
  private reads = new Map<string, TokenReads>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    jobs: JobsService,
  ) {
    this.timer = setInterval(() => void this.flush(), flushEveryMs).unref();
    jobs.define({ name: 'token-reads-clean-up', cron: '29 3 * * *', handle: () => this.cleanUp() });
  }

  /** Notes that an authorization was used. */
  use(authorizationId: string): void {
    this.uses.set(authorizationId, Date.now());
  }

  /** Notes that a caller was given a token. */
  read(authorizationId: string, callerId: string): void {
    const key = `${authorizationId}/${callerId}`;
    const held = this.reads.get(key);
    if (held === undefined) this.reads.set(key, { authorizationId, callerId, at: new Date(), reads: 1 });
    else held.reads += 1;
  }

  /** Writes what was noted; what cannot be written stays noted. */
  async flush(): Promise<void> {
    const { uses, reads } = this;
    this.uses = new Map();
    this.reads = new Map();
    try {
      await this.writeUses(uses);
      uses.clear();
      await this.writeReads([...reads.values()]);
    } catch (error) {
      this.logger.warn({ err: error }, 'uses of authorizations are written later');
      for (const [id, at] of uses) if (!this.uses.has(id)) this.uses.set(id, at);
      for (const [key, entry] of reads) this.putBack(key, entry);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private async writeUses(uses: ReadonlyMap<string, number>): Promise<void> {
    if (uses.size === 0) return;
    // Locked by id, as whoever ends many does: two who lock in different orders wait for each other.
    await this.dataSource.query(
      `WITH locked AS MATERIALIZED (SELECT id FROM authorizations WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE)
       UPDATE authorizations SET last_used_at = used.at
       FROM unnest($1::text[], $2::timestamptz[]) AS used (id, at) JOIN locked ON locked.id = used.id
       WHERE authorizations.id = used.id`,
      [[...uses.keys()], [...uses.values()].map((at) => new Date(at))],
    );
  }

  private async writeReads(reads: readonly TokenReads[]): Promise<void> {
    if (reads.length === 0) return;
    await this.dataSource.query(
      `INSERT INTO token_reads (authorization_id, caller_id, at, reads)
       SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::integer[])`,
      [
        reads.map(({ authorizationId }) => authorizationId),
        reads.map(({ callerId }) => callerId),
        reads.map(({ at }) => at),
        reads.map((entry) => entry.reads),
      ],
    );
  }

  private putBack(key: string, entry: TokenReads): void {
    const since = this.reads.get(key);
    this.reads.set(key, { ...entry, reads: entry.reads + (since?.reads ?? 0) });
  }

  private async cleanUp(): Promise<void> {
    await this.dataSource.query(`DELETE FROM token_reads WHERE at < now() - $1::integer * interval '1 day'`, [
      readsKeptForDays,
    ]);
  }
}
