import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dialog tasks of bots, conversations with end users, and the effects that conversations wait for. */
export class Dialogs1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dialog_tasks (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        name text NOT NULL,
        graph jsonb NOT NULL,
        origin jsonb,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (bot_id, name)
      );
      CREATE TABLE conversations (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        end_user_id text NOT NULL REFERENCES end_users ON DELETE CASCADE,
        locale text NOT NULL,
        state_sealed text,
        last_sequence integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX conversations_bot ON conversations (bot_id, id DESC);
      CREATE INDEX conversations_end_user ON conversations (end_user_id);
      CREATE TABLE messages (
        id text PRIMARY KEY,
        conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
        sequence integer NOT NULL,
        author text NOT NULL CHECK (author IN ('end-user', 'bot')),
        content_sealed text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (conversation_id, sequence)
      );
      CREATE TABLE effects (
        id text PRIMARY KEY,
        conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
        key text NOT NULL,
        effect_id text NOT NULL,
        type text NOT NULL,
        effect_sealed text NOT NULL,
        authorization_request_id text,
        owner bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        done_at timestamptz,
        UNIQUE (conversation_id, key)
      );
      CREATE INDEX effects_pending ON effects (created_at) WHERE done_at IS NULL;
      CREATE INDEX effects_of_effect ON effects (conversation_id, effect_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE effects, messages, conversations, dialog_tasks');
  }
}
