import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A person who may sign in. */
@Entity('members')
export class Member {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text', { select: false }) passwordHash!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) deactivatedAt!: Date | null;
}

/** A role that a member has in a division. */
@Entity('grants')
export class Grant {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') memberId!: string;
  @Column('text') role!: string;
  @Column('text') divisionId!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
