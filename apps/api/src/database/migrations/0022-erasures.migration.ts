import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Erasures of end users as work that goes on after a crash, and the indexes that find what is to go by ids. */
export class Erasures1764000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE end_user_erasures (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL,
        end_user_id text NOT NULL UNIQUE,
        step text NOT NULL CHECK (step IN ('authorizations', 'rows', 'mentions', 'scan', 'finished')),
        ids text[] NOT NULL,
        erased jsonb NOT NULL DEFAULT '{}',
        authorizations jsonb NOT NULL DEFAULT '{}',
        scan jsonb NOT NULL DEFAULT '{}',
        lease_owner text,
        lease_until timestamptz,
        second_look_at timestamptz,
        requested_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CHECK ((step = 'finished') = (finished_at IS NOT NULL))
      );
      CREATE INDEX end_user_erasures_open ON end_user_erasures (requested_at)
        WHERE finished_at IS NULL OR second_look_at IS NOT NULL;
      CREATE INDEX end_user_erasures_bot ON end_user_erasures (bot_id, id);
      CREATE INDEX runs_end_user ON runs (end_user_id) WHERE end_user_id IS NOT NULL;
      CREATE INDEX events_subject ON events (subject);
      CREATE INDEX events_end_user ON events ((data ->> 'endUserId')) WHERE data ->> 'endUserId' IS NOT NULL;
      CREATE INDEX webhook_deliveries_event ON webhook_deliveries (event_id);
      CREATE INDEX webhook_deliveries_resource ON webhook_deliveries (resource);
      CREATE INDEX notices_topic ON notices (topic);
      ALTER TABLE idempotency_keys ADD COLUMN mentions text[];
      CREATE INDEX idempotency_keys_mentions ON idempotency_keys USING gin (mentions);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_keys DROP COLUMN mentions;
      DROP INDEX runs_end_user, events_subject, events_end_user, webhook_deliveries_event, webhook_deliveries_resource,
        notices_topic;
      DROP TABLE end_user_erasures;
    `);
  }
}
