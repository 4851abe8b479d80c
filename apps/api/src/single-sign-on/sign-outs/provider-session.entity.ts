import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a session that began at the provider is there. */
@Entity('provider_sessions')
export class ProviderSession {
  /** Of our session. */
  @PrimaryColumn('text') id!: string;
  @Column('text') issuer!: string;
  @Column('text') subject!: string;
  /** The provider's name for its own session, where it tells. */
  @Column('text', { nullable: true }) sid!: string | null;
  /** For signing out there; none unless that is switched on. */
  @Column('text', { nullable: true }) idTokenSealed!: string | null;
}

/** A logout token that was taken, by the hash of its `jti`: none is taken twice. */
@Entity('logout_tokens')
export class LogoutToken {
  @PrimaryColumn('text') id!: string;
  @Column('timestamptz') expiresAt!: Date;
}
