import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A key that encrypts rows, itself encrypted by one of the operator's master keys. */
@Entity('data_keys')
export class DataKey {
  @PrimaryColumn('text') id!: string;
  @Column('text') wrappedKey!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  /** Set when nothing is encrypted with it any more. */
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
