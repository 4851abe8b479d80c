import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How the chat looks. */
export interface ChatTheme {
  /** `#rrggbb`. */
  readonly accentColor: string;
  /** `auto` follows the person's system. */
  readonly colorScheme: 'auto' | 'light' | 'dark';
}

/** The web chat of a bot: whether there is one, where it may be embedded, and how it looks. */
@Entity('chat_settings')
export class ChatSettings {
  @PrimaryColumn('text') botId!: string;
  @Column('boolean') isEnabled!: boolean;
  /** Exact origins of the pages that may embed it, besides this server's own. */
  @Column('text', { array: true }) allowedOrigins!: readonly string[];
  @Column('text') title!: string;
  @Column('text', { nullable: true }) greeting!: string | null;
  @Column('jsonb') theme!: ChatTheme;
  /** Whether people may talk to the bot whom no host has signed. */
  @Column('boolean') anonymousUsers!: boolean;
  /** What the bot speaks, BCP 47; the first one where a person wants none of them. */
  @Column('text', { array: true }) languages!: readonly string[];
  @Column('timestamptz') updatedAt!: Date;
}

/** A secret that hosts sign their users with. */
@Entity('chat_secrets')
export class ChatSecret {
  @PrimaryColumn('text') id!: string;
  @Column('text') botId!: string;
  @Column('text') secretSealed!: string;
  @Column('timestamptz') createdAt!: Date;
}
