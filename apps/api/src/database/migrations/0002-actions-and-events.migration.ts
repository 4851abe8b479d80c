import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Actions of bots, the end users who talk to them, and what has happened. */
export class ActionsAndEvents1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE actions (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        connector_id text NOT NULL,
        authorization_mode text NOT NULL CHECK (authorization_mode IN ('pre-authorized', 'end-user')),
        auth_profile_id text NOT NULL,
        parameters jsonb NOT NULL DEFAULT '{}',
        state text NOT NULL CHECK (state IN ('available', 'configured', 'disabled', 'error')),
        error_code text,
        enabled_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (bot_id, connector_id)
      );
      CREATE INDEX actions_profile ON actions (auth_profile_id);
      CREATE TABLE end_users (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        channel text NOT NULL,
        external_id text NOT NULL,
        display_name text,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (bot_id, channel, external_id)
      );
      CREATE TABLE events (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        type text NOT NULL,
        data jsonb NOT NULL,
        occurred_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX events_workspace ON events (workspace_id, id);
      CREATE INDEX events_age ON events (occurred_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE events, end_users, actions');
  }
}
