import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations in which sample responses stand for operations. */
export class SampleResponses1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversations ADD COLUMN uses_samples boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversations DROP COLUMN uses_samples');
  }
}
