import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails that wait to be sent, and what members are told of. */
export class MailsAndNotices1764000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mails (
        id text PRIMARY KEY,
        content_sealed text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE notices (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        kind text NOT NULL,
        topic text NOT NULL,
        occasion text NOT NULL,
        title text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        resolved_at timestamptz,
        UNIQUE (workspace_id, kind, occasion)
      );
      CREATE UNIQUE INDEX notices_open ON notices (workspace_id, kind, topic) WHERE resolved_at IS NULL;
      CREATE INDEX notices_created ON notices (created_at);
      CREATE TABLE notice_copies (
        notice_id text NOT NULL REFERENCES notices ON DELETE CASCADE,
        member_id text NOT NULL REFERENCES members ON DELETE CASCADE,
        bot_id text REFERENCES bots ON DELETE CASCADE,
        link text NOT NULL,
        is_in_inbox boolean NOT NULL,
        is_by_email boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        read_at timestamptz,
        dismissed_at timestamptz,
        mailed_at timestamptz,
        PRIMARY KEY (member_id, notice_id)
      );
      CREATE INDEX notice_copies_notice ON notice_copies (notice_id);
      CREATE INDEX notice_copies_bot ON notice_copies (bot_id);
      CREATE INDEX notice_copies_unread ON notice_copies (member_id)
        WHERE read_at IS NULL AND dismissed_at IS NULL AND is_in_inbox;
      CREATE INDEX notice_copies_unmailed ON notice_copies (member_id) WHERE is_by_email AND mailed_at IS NULL;
      CREATE TABLE notice_preferences (
        member_id text NOT NULL REFERENCES members ON DELETE CASCADE,
        kind text NOT NULL,
        is_in_inbox boolean NOT NULL,
        is_by_email boolean NOT NULL,
        PRIMARY KEY (member_id, kind)
      );
      CREATE TABLE notice_events (
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        kind text NOT NULL,
        PRIMARY KEY (workspace_id, kind)
      );
      CREATE TABLE conversation_waits (
        conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
        effect_id text NOT NULL,
        action_id text NOT NULL REFERENCES actions ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (conversation_id, effect_id)
      );
      CREATE INDEX conversation_waits_action ON conversation_waits (action_id);
      CREATE TABLE sign_in_places (
        member_id text NOT NULL REFERENCES members ON DELETE CASCADE,
        fingerprint text NOT NULL,
        seen_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (member_id, fingerprint)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE sign_in_places, conversation_waits, notice_events, notice_preferences, notice_copies, notices, mails',
    );
  }
}
