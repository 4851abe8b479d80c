import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The web chat of bots: how it looks and who may embed it, the secrets that hosts sign their users with, and sessions of end users. */
export class Chats1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chat_settings (
        bot_id text PRIMARY KEY REFERENCES bots ON DELETE CASCADE,
        is_enabled boolean NOT NULL,
        allowed_origins text[] NOT NULL,
        title text NOT NULL,
        greeting text,
        theme jsonb NOT NULL,
        anonymous_users boolean NOT NULL,
        languages text[] NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE chat_secrets (
        id text PRIMARY KEY,
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        secret_sealed text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX chat_secrets_bot ON chat_secrets (bot_id, id DESC);
      CREATE TABLE chat_sessions (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        end_user_id text NOT NULL REFERENCES end_users ON DELETE CASCADE,
        conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
        token_hash text NOT NULL UNIQUE,
        browser_hash text,
        origin text,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL
      );
      CREATE INDEX chat_sessions_conversation ON chat_sessions (conversation_id);
      CREATE INDEX chat_sessions_end_user ON chat_sessions (end_user_id);
      CREATE INDEX chat_sessions_bot ON chat_sessions (bot_id);
      CREATE INDEX chat_sessions_idle ON chat_sessions (last_seen_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chat_sessions, chat_secrets, chat_settings');
  }
}
