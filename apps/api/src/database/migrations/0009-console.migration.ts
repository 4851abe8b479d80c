import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened to requests to authorize, how often operations ran, and what a simulated sign-in shall come to. */
export class Console1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE authorization_requests
        ADD COLUMN timeline jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN simulated_outcome text;
      CREATE INDEX authorization_requests_workspace ON authorization_requests (workspace_id, id DESC);
      CREATE INDEX runs_conversation ON runs (conversation_id, id DESC) WHERE conversation_id IS NOT NULL;
      CREATE TABLE run_counts (
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        connector_id text NOT NULL,
        hour timestamptz NOT NULL,
        succeeded integer NOT NULL DEFAULT 0,
        failed integer NOT NULL DEFAULT 0,
        PRIMARY KEY (bot_id, connector_id, hour)
      );
      CREATE INDEX run_counts_age ON run_counts (hour);
      CREATE TABLE simulator_choices (
        bot_id text PRIMARY KEY REFERENCES bots ON DELETE CASCADE,
        outcome text NOT NULL,
        chosen_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE simulator_choices, run_counts;
      DROP INDEX runs_conversation, authorization_requests_workspace;
      ALTER TABLE authorization_requests DROP COLUMN simulated_outcome, DROP COLUMN timeline;
    `);
  }
}
