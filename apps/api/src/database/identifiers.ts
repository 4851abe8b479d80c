import { typeid } from 'typeid-js';

/** Prefixes of ids, one a noun: an id tells what it belongs to, and sorts by the time it was made. */
export const idPrefixes = {
  workspace: 'wsp',
  division: 'div',
  member: 'mem',
  grant: 'grt',
  role: 'rol',
  invitation: 'inv',
  auditEntry: 'aud',
  notice: 'ntc',
  mail: 'mal',
  session: 'ses',
  secondFactor: 'sfa',
  signInChallenge: 'sic',
  singleSignOn: 'sso',
  singleSignOnAttempt: 'ssa',
  identity: 'idt',
  apiKey: 'key',
  bot: 'bot',
  authProfile: 'prf',
  authProfileRevocation: 'rvc',
  authorization: 'aut',
  authorizationRequest: 'arq',
  authorizationAttempt: 'att',
  endUser: 'usr',
  endUserErasure: 'ers',
  action: 'act',
  run: 'run',
  dialogTask: 'dlg',
  conversation: 'cnv',
  message: 'msg',
  effect: 'eff',
  step: 'stp',
  chatSecret: 'chs',
  chatSession: 'cht',
  webhook: 'whk',
  event: 'evt',
  delivery: 'dlv',
  dataKey: 'dky',
  keyRotation: 'rtn',
  idempotencyKey: 'idm',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** A new id: prefix, underscore and a UUID version 7 in base 32 (TypeID). */
export function newId(kind: IdKind): string {
  return typeid(idPrefixes[kind]).toString();
}

const anyId = /\b[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}\b/g;

/** Every id that stands in a text, once. */
export function idsIn(text: string): readonly string[] {
  return [...new Set(text.match(anyId))];
}
