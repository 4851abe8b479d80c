import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts of dialog tasks beside what is live, what their templates were, and the steps of conversations that are watched. */
export class DraftsAndDebugging1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dialog_tasks
        ADD COLUMN live_graph jsonb,
        ADD COLUMN live_version integer,
        ADD COLUMN origin_graph jsonb,
        ADD COLUMN updated_by jsonb,
        ADD CHECK ((live_graph IS NULL) = (live_version IS NULL));
      -- Only graphs without errors were kept so far; what an edited one was made of is not known any more.
      UPDATE dialog_tasks SET live_graph = graph, live_version = version,
        origin_graph = CASE WHEN origin IS NOT NULL AND version = 1 THEN graph END;

      ALTER TABLE conversations
        ADD COLUMN is_debug boolean NOT NULL DEFAULT false,
        ADD COLUMN uses_drafts boolean NOT NULL DEFAULT false,
        ADD COLUMN last_step integer NOT NULL DEFAULT 0,
        ADD COLUMN member_id text;
      CREATE INDEX conversations_bot_end_user ON conversations (bot_id, end_user_id, id DESC);
      ALTER TABLE messages
        DROP CONSTRAINT messages_author_check,
        ADD CONSTRAINT messages_author_check CHECK (author IN ('end-user', 'bot', 'system'));
      CREATE TABLE steps (
        id text PRIMARY KEY,
        conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
        sequence integer NOT NULL,
        turn integer NOT NULL,
        message integer NOT NULL,
        content_sealed text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (conversation_id, sequence)
      );
      CREATE INDEX end_users_bot ON end_users (bot_id, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX end_users_bot;
      DROP TABLE steps;
      DELETE FROM messages WHERE author = 'system';
      ALTER TABLE messages
        DROP CONSTRAINT messages_author_check,
        ADD CONSTRAINT messages_author_check CHECK (author IN ('end-user', 'bot'));
      DROP INDEX conversations_bot_end_user;
      ALTER TABLE conversations DROP COLUMN is_debug, DROP COLUMN uses_drafts, DROP COLUMN last_step,
        DROP COLUMN member_id;
      DELETE FROM dialog_tasks WHERE live_graph IS NULL;
      UPDATE dialog_tasks SET graph = live_graph;
      ALTER TABLE dialog_tasks
        DROP COLUMN live_graph, DROP COLUMN live_version, DROP COLUMN origin_graph, DROP COLUMN updated_by;
    `);
  }
}
