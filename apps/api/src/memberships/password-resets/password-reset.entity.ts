import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A link by which a member sets a new password; only the hash of its token is kept, and one a member. */
@Entity('password_resets')
export class PasswordReset {
  @PrimaryColumn('text') memberId!: string;
  @Column('text') tokenHash!: string;
  @Column('text') issuerKind!: 'member' | 'api-key';
  @Column('text') issuerId!: string;
  @Column('timestamptz') expiresAt!: Date;
}
