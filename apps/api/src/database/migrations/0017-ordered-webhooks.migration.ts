import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deliveries in lanes, one a resource and webhook; secrets that overlap; the health of webhooks; what events are about. */
export class OrderedWebhooks1764000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE events ADD COLUMN subject text;
      UPDATE events SET subject = id;
      ALTER TABLE events ALTER COLUMN subject SET NOT NULL;
      ALTER TABLE webhooks ADD COLUMN previous_secret_sealed text,
        ADD COLUMN previous_secret_until timestamptz,
        ADD COLUMN is_enabled boolean NOT NULL DEFAULT true,
        ADD COLUMN disabled_reason text CHECK (disabled_reason IN ('member', 'gone', 'failing')),
        ADD COLUMN failing_since timestamptz,
        ADD COLUMN failure_told_at timestamptz,
        ADD COLUMN last_delivered_at timestamptz,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
      ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_status_check,
        ADD COLUMN resource text,
        ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY,
        ADD COLUMN first_attempt_at timestamptz,
        ADD COLUMN history jsonb NOT NULL DEFAULT '[]';
      UPDATE webhook_deliveries SET resource = event_id,
        status = CASE WHEN status = 'failed' AND event_type <> 'webhook.test' THEN 'dead' ELSE status END;
      ALTER TABLE webhook_deliveries ALTER COLUMN resource SET NOT NULL,
        ADD CHECK (status IN ('pending', 'delivered', 'dead', 'failed'));
      CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook_id, resource, position)
        WHERE status = 'pending';
      CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (webhook_id, id) WHERE status = 'dead';
      CREATE TABLE webhook_lanes (
        webhook_id text NOT NULL REFERENCES webhooks ON DELETE CASCADE,
        resource text NOT NULL,
        due_at timestamptz NOT NULL DEFAULT now(),
        claim text,
        failures integer NOT NULL DEFAULT 0,
        PRIMARY KEY (webhook_id, resource)
      );
      CREATE INDEX webhook_lanes_due ON webhook_lanes (webhook_id, due_at);
      INSERT INTO webhook_lanes (webhook_id, resource, due_at)
        SELECT webhook_id, resource, COALESCE(next_attempt_at, now()) FROM webhook_deliveries WHERE status = 'pending';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE webhook_lanes;
      DROP INDEX webhook_deliveries_pending;
      DROP INDEX webhook_deliveries_dead;
      ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_status_check,
        DROP COLUMN resource, DROP COLUMN position, DROP COLUMN first_attempt_at, DROP COLUMN history;
      UPDATE webhook_deliveries SET status = 'failed' WHERE status = 'dead';
      ALTER TABLE webhook_deliveries ADD CHECK (status IN ('pending', 'delivered', 'failed'));
      ALTER TABLE webhooks DROP COLUMN previous_secret_sealed, DROP COLUMN previous_secret_until, DROP COLUMN is_enabled,
        DROP COLUMN disabled_reason, DROP COLUMN failing_since, DROP COLUMN failure_told_at,
        DROP COLUMN last_delivered_at, DROP COLUMN version, DROP COLUMN updated_at;
      ALTER TABLE events DROP COLUMN subject;
    `);
  }
}
