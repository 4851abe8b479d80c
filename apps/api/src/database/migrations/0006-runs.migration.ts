import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was run, and what a repeated request is answered with. */
export class Runs1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE runs (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        connector_id text NOT NULL,
        operation text NOT NULL,
        source text NOT NULL,
        caller_id text NOT NULL,
        end_user_id text,
        conversation_id text,
        authorization_id text,
        status text NOT NULL CHECK (status IN ('running', 'succeeded', 'failed', 'outcome-unknown')),
        error_code text,
        error_message text,
        trace jsonb NOT NULL DEFAULT '[]',
        idempotency_key text,
        fingerprint text,
        owner bigint,
        input_sealed text,
        output_sealed text,
        started_at timestamptz NOT NULL,
        finished_at timestamptz
      );
      CREATE INDEX runs_bot ON runs (bot_id, id DESC);
      CREATE UNIQUE INDEX runs_idempotency ON runs (bot_id, caller_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
      CREATE INDEX runs_running ON runs (started_at) WHERE status = 'running';
      CREATE INDEX runs_age ON runs (started_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE runs');
  }
}
