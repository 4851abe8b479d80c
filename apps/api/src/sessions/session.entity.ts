import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A member who is signed in; only the hash of the cookie's token is kept. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('text') id!: string;
  @Column('text') tokenHash!: string;
  @Column('text') memberId!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
