import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '../http/permissions.js';

/** A key for programs; only its hash is kept. */
@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') name!: string;
  @Column('text', { select: false }) keyHash!: string;
  /** The last four characters. */
  @Column('text') hint!: string;
  @Column('text', { array: true }) permissions!: Permission[];
  /** The only bots it serves; null: all. */
  @Column('text', { array: true, nullable: true }) botIds!: string[] | null;
  @Column('text') createdBy!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
