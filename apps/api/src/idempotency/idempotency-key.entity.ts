import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A POST that must not happen twice, and its answer. */
@Entity('idempotency_keys')
export class IdempotencyKey {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') callerId!: string;
  @Column('text') key!: string;
  /** SHA-256 over method, path and body. */
  @Column('text') fingerprint!: string;
  /** Null while the first request is running; with no answer beside it, nobody knows how that ended. */
  @Column('integer', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) answerSealed!: string | null;
  /** Every id of ours in the request and in its answer; null until there is one. */
  @Column('text', { array: true, nullable: true }) mentions!: readonly string[] | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
