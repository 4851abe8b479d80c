import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AuditEntry } from '../audit-entry.js';
import type { AuditBreakKind, AuditBreakView, AuditVerificationView } from '../audit-entry.dto.js';
import { selectedEntry } from '../entry-columns.js';
import { AuditChainService, AuditKeyMissingError, type ChainRow } from './audit-chain.service.js';
import { AuditSealerService } from './audit-sealer.service.js';
import { hashOf, placeProofOf, proofOf, type ChainPlace } from './proofs.js';

type SealedRow = AuditEntry & {
  readonly sequence: number;
  readonly sealedId: string;
  readonly previousHash: string;
  readonly hash: string;
};

interface Walk {
  readonly checked: number;
  readonly end: ChainPlace;
  readonly found?: AuditBreakView;
}

const batchSize = 2_000;
/** Nothing waits so long to be sealed. */
const waitsAtMost = `interval '1 minute'`;

const selectSeals = `SELECT seals.sequence::float8 AS sequence, seals.entry_id AS "sealedId",
  seals.previous_hash AS "previousHash", seals.hash, ${selectedEntry}
  FROM audit_seals seals LEFT JOIN audit_entries entries ON entries.id = seals.entry_id
  WHERE seals.sequence > $1 ORDER BY seals.sequence LIMIT ${batchSize}`;

const selectStrangers = `SELECT entries.id FROM audit_entries entries
  LEFT JOIN audit_seals seals ON seals.entry_id = entries.id
  LEFT JOIN audit_unsealed waiting ON waiting.entry_id = entries.id
  WHERE seals.entry_id IS NULL AND waiting.entry_id IS NULL ORDER BY entries.id LIMIT 1`;

const selectGone = `SELECT waiting.entry_id AS id FROM audit_unsealed waiting
  LEFT JOIN audit_entries entries ON entries.id = waiting.entry_id
  WHERE entries.id IS NULL AND waiting.since < now() - ${waitsAtMost} ORDER BY 1 LIMIT 1`;

/** Goes through the whole trail, and finds the first place that is not as it was written. */
@Injectable()
export class AuditVerificationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chain: AuditChainService,
    private readonly sealer: AuditSealerService,
  ) {}

  /** Checks the trail as it is at this moment; `noted` is an end of it that somebody wrote down. */
  async verify(noted?: ChainPlace): Promise<AuditVerificationView> {
    await this.sealer.seal();
    const { lastSeen } = this.sealer;
    const places = [noted, lastSeen].filter((place) => place !== undefined);
    return this.dataSource.transaction('REPEATABLE READ', (manager) => this.check(manager, places));
  }

  private async check(manager: EntityManager, noted: readonly ChainPlace[]): Promise<AuditVerificationView> {
    const [count] = await manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM audit_unsealed');
    const waiting = count?.n ?? 0;
    const key = await this.chain.key().catch((error: unknown) => {
      if (error instanceof AuditKeyMissingError) return undefined;
      throw error;
    });
    const row = await this.chain.read(manager);
    if (key === undefined || row === undefined) return { ...nothingChecked, waiting, break: keyMissing };
    const walk = await this.walk(manager, { key, row, noted });
    const found = walk.found ?? breakAtEnd(row, walk.end, noted) ?? (await this.strangers(manager));
    return {
      isIntact: found === undefined,
      checked: walk.checked,
      prunedThrough: row.checkpoint.sequence,
      headSequence: row.head.sequence,
      headHash: row.head.hash,
      waiting,
      break: found ?? null,
    };
  }

  private async walk(
    manager: EntityManager,
    { key, row, noted }: { readonly key: Uint8Array; readonly row: ChainRow; readonly noted: readonly ChainPlace[] },
  ): Promise<Walk> {
    let end = row.checkpoint;
    let checked = 0;
    if (placeProofOf(key, 'checkpoint', end) !== row.checkpointProof) return { checked, end, found: forgedCheckpoint };
    if (placeProofOf(key, 'head', row.head) !== row.headProof) return { checked, end, found: forgedHead };
    for (;;) {
      const seals = await manager.query<SealedRow[]>(selectSeals, [end.sequence]);
      for (const seal of seals) {
        const found = breakAt(seal, { key, before: end, noted });
        if (found !== undefined) return { checked, end, found };
        end = { sequence: seal.sequence, hash: seal.hash };
        checked += 1;
      }
      if (seals.length < batchSize) return { checked, end };
    }
  }

  /** Entries that nobody of us has written, and those that went before they were sealed. */
  private async strangers(manager: EntityManager): Promise<AuditBreakView | undefined> {
    const [stranger] = await manager.query<{ id: string }[]>(selectStrangers);
    if (stranger !== undefined) {
      return broken('inserted', { entryId: stranger.id }, 'An entry was put in, or changed before it was sealed.');
    }
    const [gone] = await manager.query<{ id: string }[]>(selectGone);
    return gone && broken('removed', { entryId: gone.id }, 'An entry was removed before it was sealed.');
  }
}

interface Standing {
  readonly key: Uint8Array;
  readonly before: ChainPlace;
  readonly noted: readonly ChainPlace[];
}

function breakAt(seal: SealedRow, { key, before, noted }: Standing): AuditBreakView | undefined {
  const { sequence, sealedId, previousHash, hash, ...entry } = seal;
  const at = { sequence, entryId: sealedId };
  const next = before.sequence + 1;
  if (sequence !== next) {
    const gap = sequence - 1 === next ? `Entry ${next} is` : `Entries ${next} to ${sequence - 1} are`;
    return broken('removed', { sequence: next }, `${gap} missing, with the seals.`);
  }
  if (entry.id === null) return broken('removed', at, `Entry ${sequence} is missing; its seal is still there.`);
  if (proofOf(key, entry) !== entry.proof) return broken('altered', at, `Entry ${sequence} was changed.`);
  const expected = hashOf(key, { sequence, entryId: sealedId, proof: entry.proof, previousHash: before.hash });
  const isKnown = noted.every((place) => place.sequence !== sequence || place.hash === hash);
  if (previousHash === before.hash && hash === expected && isKnown) return undefined;
  return broken('forged', at, `The seal of entry ${sequence} is not ours: the chain was made anew from here.`);
}

function breakAtEnd({ head }: ChainRow, end: ChainPlace, noted: readonly ChainPlace[]): AuditBreakView | undefined {
  const furthest = Math.max(head.sequence, ...noted.map(({ sequence }) => sequence));
  if (end.sequence < furthest) {
    const detail = `The trail ends at ${end.sequence}, and has been as long as ${furthest}: its end was cut off.`;
    return broken('truncated', { sequence: end.sequence + 1 }, detail);
  }
  if (end.sequence === head.sequence && end.hash === head.hash) return undefined;
  return broken('forged', { sequence: end.sequence }, 'There are seals behind the end of the trail.');
}

function broken(
  kind: AuditBreakKind,
  { sequence = null, entryId = null }: { readonly sequence?: number | null; readonly entryId?: string | null },
  detail: string,
): AuditBreakView {
  return { kind, sequence, entryId, detail };
}

const forgedCheckpoint = broken(
  'forged',
  {},
  'Where the trail begins was changed: entries at its beginning are missing.',
);
const forgedHead = broken('forged', {}, 'Where the trail ends was changed: entries at its end may be missing.');
const keyMissing = broken('key-missing', {}, 'The key of the trail is missing from the database.');
const nothingChecked = { isIntact: false, checked: 0, prunedThrough: 0, headSequence: 0, headHash: '' };
