import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Where a rotation is: before its data key is there, at its first pass, at its second one, or done. */
export const rotationSteps = ['preparing', 'sealing', 'checking', 'finished'] as const;

export type RotationStep = (typeof rotationSteps)[number];

/** One rotation of the keys; whoever holds its lease goes on with it. */
@Entity('key_rotations')
export class KeyRotation {
  @PrimaryColumn('text') id!: string;
  @Column('text', { nullable: true }) dataKeyId!: string | null;
  @Column('text') step!: RotationStep;
  /** `table.column` that is being sealed anew; null: the first one is next. */
  @Column('text', { nullable: true }) place!: string | null;
  /** The last id of it that is done. */
  @Column('text') position!: string;
  @Column('integer') total!: number;
  @Column('integer') checked!: number;
  @Column('integer') resealed!: number;
  /** Rows that no key opens: they stay as they are. */
  @Column('integer') unreadable!: number;
  @Column('text', { nullable: true }) leaseOwner!: string | null;
  @Column('timestamptz', { nullable: true }) leaseUntil!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) startedAt!: Date;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
}
