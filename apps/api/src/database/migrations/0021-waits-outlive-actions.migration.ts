import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations that wait for an action are told when it is deleted: the wait stays until they have heard. */
export class WaitsOutliveActions1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation_waits DROP CONSTRAINT conversation_waits_action_id_fkey');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM conversation_waits WHERE action_id NOT IN (SELECT id FROM actions);
      ALTER TABLE conversation_waits ADD CONSTRAINT conversation_waits_action_id_fkey
        FOREIGN KEY (action_id) REFERENCES actions ON DELETE CASCADE;
    `);
  }
}
