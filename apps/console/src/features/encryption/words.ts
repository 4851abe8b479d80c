const names: Readonly<Record<string, string>> = {
  'audit_chain.key_sealed': 'Key of the audit trail',
  'auth_profiles.authorization_values_sealed': 'Values that auth profiles add to calls',
  'auth_profiles.client_secret_sealed': 'Client secrets of auth profiles',
  'authorization_attempts.code_verifier_sealed': 'Sign-ins under way',
  'authorization_requests.code_sealed': 'Codes that prove who authorized',
  'authorizations.token_set_sealed': 'Tokens of authorizations',
  'chat_secrets.secret_sealed': 'Secrets that sign users of web chats',
  'conversations.state_sealed': 'Where conversations stand',
  'effects.effect_sealed': 'What conversations have asked systems to do',
  'idempotency_keys.answer_sealed': 'Answers that are repeated',
  'mails.content_sealed': 'Mails that are being sent',
  'messages.content_sealed': 'What was said',
  'runs.input_sealed': 'Inputs of runs',
  'runs.output_sealed': 'Results of runs',
  'second_factors.secret_sealed': 'Second factors of members',
  'single_sign_on.client_secret_sealed': 'Client secret of single sign-on',
  'single_sign_on_attempts.checks_sealed': 'Single sign-ons under way',
  'steps.content_sealed': 'Steps of conversations that were watched',
  'webhooks.previous_secret_sealed': 'Former secrets of webhooks',
  'webhooks.secret_sealed': 'Secrets of webhooks',
};

/** A sealed column in plain words. */
export function nameOfPlace(place: string): string {
  return names[place] ?? place;
}
