const reserved: readonly string[] = [
  'response_type',
  'response_mode',
  'client_id',
  'client_secret',
  'redirect_uri',
  'scope',
  'state',
  'code',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
  'grant_type',
];

/** Whether a parameter of the authorization request is OAuth's own, which nobody may add or replace. */
export function isReservedParameter(name: string): boolean {
  return reserved.includes(name.trim().toLowerCase());
}
