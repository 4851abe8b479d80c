import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'sso';

/** A member who is signed in; only the hash of the cookie's token is kept. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('text') id!: string;
  @Column('text') tokenHash!: string;
  @Column('text') memberId!: string;
  @Column('text') method!: SignInMethod;
  /** Where it was begun from. */
  @Column('text') address!: string;
  @Column('text') userAgent!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
