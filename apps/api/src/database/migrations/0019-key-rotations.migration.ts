import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the rotations of keys have come, so that another replica can go on with one. */
export class KeyRotations1764000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE key_rotations (
        id text PRIMARY KEY,
        data_key_id text,
        step text NOT NULL CHECK (step IN ('preparing', 'sealing', 'checking', 'finished')),
        place text,
        position text NOT NULL DEFAULT '',
        total integer NOT NULL DEFAULT 0,
        checked integer NOT NULL DEFAULT 0,
        resealed integer NOT NULL DEFAULT 0,
        unreadable integer NOT NULL DEFAULT 0,
        lease_owner text,
        lease_until timestamptz,
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CHECK ((step = 'finished') = (finished_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX key_rotations_running ON key_rotations ((true)) WHERE finished_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE key_rotations');
  }
}
