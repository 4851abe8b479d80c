/** Tables that stay behind, and why: all others go along. */
export const leftOut: Readonly<Record<string, string>> = {
  migrations: 'tells of the database itself; both must be of one version',
  data_keys: 'the other installation has keys of its own',
  key_rotations: 'tells of keys that stay behind',
  set_up_tokens: 'the other installation is set up by the import',
  attempt_limits: 'counts of a few minutes',
  sessions: 'members sign in again',
  provider_sessions: 'belong to sessions',
  logout_tokens: 'are remembered for minutes',
  sign_in_challenges: 'live for minutes',
  single_sign_on_attempts: 'live for minutes, in one browser',
  authorization_attempts: 'live for minutes, in one browser; the link can be opened again',
  auth_profile_reservations: 'live until a form is sent',
  simulator_choices: 'are of the sandbox of one installation',
  mails: 'are being sent by the installation that they are queued at',
};

/** What else stays behind without secrets: it is worth nothing without them. */
export const leftOutWithoutSecrets: Readonly<Record<string, string>> = {
  audit_entries: 'cannot be checked without the key of the audit trail',
  audit_unsealed: 'cannot be checked without the key of the audit trail',
};

/**
 * How rows differ that go without secrets: an expression over the row `t`. Authorizations have to be given again, profiles need their
 * secrets again.
 */
export const changesWithoutSecrets: Readonly<Record<string, string>> = {
  authorizations: `CASE t.state WHEN 'active' THEN '{"state": "needs-reauthorization", "next_refresh_at": null}'::jsonb
    WHEN 'quarantined' THEN '{"state": "revoked", "upstream_revocation": "failed"}'::jsonb ELSE '{}'::jsonb END`,
  auth_profiles: `'{"client_secret_set_at": null}'::jsonb`,
};
