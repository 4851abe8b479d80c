import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '../http/permissions.js';

/** What somebody who is in a group of the provider has: a role in a division, or (null) in all of them. */
export interface GroupMapping {
  readonly group: string;
  readonly role: string;
  readonly divisionId: string | null;
}

/** The OpenID Connect provider of a workspace. */
@Entity('single_sign_on')
export class SingleSignOn {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') providerName!: string;
  @Column('text') issuer!: string;
  @Column('text') clientId!: string;
  @Column('text', { nullable: true }) clientSecretSealed!: string | null;
  @Column('text', { array: true }) scopes!: string[];
  @Column('text') groupsClaim!: string;
  @Column('jsonb') mappings!: readonly GroupMapping[];
  /** For whoever is in no group that is mapped. */
  @Column('jsonb') defaultGrants!: readonly Omit<GroupMapping, 'group'>[];
  @Column('boolean') isJustInTime!: boolean;
  @Column('boolean') signsOutAtProvider!: boolean;
  /** Empty: every domain. */
  @Column('text', { array: true }) allowedDomains!: string[];
  /** What whoever set it up held everywhere: nobody who holds more is ever taken for somebody whom the provider names. */
  @Column('text', { array: true }) heldByMaker!: Permission[];
  @Column('integer') version!: number;
  @Column('timestamptz') updatedAt!: Date;
}

/** One passage of a browser to the provider and back. */
@Entity('single_sign_on_attempts')
export class SingleSignOnAttempt {
  @PrimaryColumn('text') id!: string;
  @Column('text') stateHash!: string;
  @Column('text') browserHash!: string;
  /** Nonce and PKCE verifier. */
  @Column('text') checksSealed!: string;
  @Column('text') singleSignOnId!: string;
  /** Of the settings that it began with. */
  @Column('integer') version!: number;
  @Column('text') returnTo!: string;
  @Column('timestamptz') expiresAt!: Date;
}

/** Who a member is at a provider: `iss` and `sub`, which never change hands. */
@Entity('identities')
export class Identity {
  @PrimaryColumn('text') id!: string;
  @Column('text') memberId!: string;
  @Column('text') issuer!: string;
  @Column('text') subject!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
