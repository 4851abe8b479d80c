import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often something was put into a lane: whoever finds it empty deletes it only if nothing has come meanwhile. */
export class LanesInOneStep1764000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_lanes ADD COLUMN added integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_lanes DROP COLUMN added');
  }
}
