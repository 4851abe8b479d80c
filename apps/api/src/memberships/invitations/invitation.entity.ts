import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A role in a division that an invitation offers. */
export interface OfferedGrant {
  readonly role: string;
  readonly divisionId: string | null;
}

/** Somebody who may become a member by a link; only the hash of its token is kept. */
@Entity('invitations')
export class Invitation {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') email!: string;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('jsonb') grants!: readonly OfferedGrant[];
  @Column('text', { select: false }) tokenHash!: string;
  @Column('text') issuerKind!: 'member' | 'api-key';
  @Column('text') issuerId!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) acceptedAt!: Date | null;
  /** Who came of it. */
  @Column('text', { nullable: true }) memberId!: string | null;
}
