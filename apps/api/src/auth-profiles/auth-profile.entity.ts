import type { AuthorizationField, ClientAuthentication, GrantType, OwnCredentials } from '#auth-profiles';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A customer's own way to authorize: a client registration, or what people are asked for. */
@Entity('auth_profiles')
export class AuthProfile {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') divisionId!: string;
  /** Names of built-in roles and ids of the workspace's own, whose members may use it; null: everybody who sees it. */
  @Column('text', { array: true, nullable: true }) invitedRoles!: string[] | null;
  /** The only connector it serves; null: any. */
  @Column('text', { nullable: true }) connectorId!: string | null;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('text') identityProviderName!: string;
  @Column('text') grantType!: GrantType;
  /** Null where people type in what authorizes; so is `tokenUrl`. */
  @Column('text', { nullable: true }) clientId!: string | null;
  /** Of `jwt-bearer`, the private key. */
  @Column('text', { nullable: true }) clientSecretSealed!: string | null;
  @Column('timestamptz', { nullable: true }) clientSecretSetAt!: Date | null;
  @Column('text') clientAuthentication!: ClientAuthentication;
  @Column('text', { nullable: true }) authorizationUrl!: string | null;
  @Column('text', { nullable: true }) tokenUrl!: string | null;
  @Column('text', { nullable: true }) refreshUrl!: string | null;
  @Column('text', { nullable: true }) revocationUrl!: string | null;
  @Column('text', { array: true }) scopes!: string[];
  @Column('text') scopeSeparator!: string;
  @Column('boolean') hasTenancy!: boolean;
  @Column('jsonb') additionalFields!: Readonly<Record<string, string>>;
  /** Without their values, which are in `authorizationValuesSealed`, in the same order. */
  @Column('jsonb') authorizationFields!: readonly Omit<AuthorizationField, 'value'>[];
  /** JSON list of texts. */
  @Column('text', { nullable: true }) authorizationValuesSealed!: string | null;
  @Column('text', { nullable: true }) issuer!: string | null;
  @Column('text', { nullable: true }) apiUrl!: string | null;
  /** Which of the connector's credentials are asked for; null: none, or `credentials`. */
  @Column('text', { nullable: true }) credentialsId!: string | null;
  /** What is asked for where no connector tells it. */
  @Column('jsonb', { nullable: true }) credentials!: OwnCredentials | null;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('text', { nullable: true }) audience!: string | null;
  @Column('text', { nullable: true }) keyId!: string | null;
  /** Grows when tokens that were given before belong to another client or provider. */
  @Column('integer') registrationVersion!: number;
  @Column('integer') version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}

/** An id whose callback URL is known, and perhaps registered at a provider, before there is a profile. */
@Entity('auth_profile_reservations')
export class AuthProfileReservation {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

/** An emergency stop: all that was authorized with a profile is revoked, and nothing new is until it is resumed. */
@Entity('auth_profile_revocations')
export class AuthProfileRevocation {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  /** Of the operator's profiles, too: each workspace stops them for itself. */
  @Column('text') authProfileId!: string;
  @Column('text') startedByKind!: 'member' | 'api-key';
  @Column('text') startedById!: string;
  /** What was there to be revoked. */
  @Column('jsonb') counts!: RevokedCounts;
  @Column('timestamptz') startedAt!: Date;
  /** Null while the profile is stopped. */
  @Column('timestamptz', { nullable: true }) resumedAt!: Date | null;
}

/** How many of each kind an emergency stop found. */
export interface RevokedCounts {
  readonly shared: number;
  readonly members: number;
  readonly endUsers: number;
  /** Not proven yet, of whatever kind; they are counted here alone. */
  readonly quarantined: number;
}
