import type { AuditEntry } from './audit.queries.ts';

/** What was done: as it is wished for, and as it is told afterwards. */
type Deed = readonly [wish: string, past: string];

/** Operations whose names do not say it as people would. */
const deeds: Readonly<Record<string, Deed>> = {
  acceptInvitation: ['accept an invitation', 'accepted an invitation'],
  authorizeAction: ['authorize an action', 'began to authorize an action'],
  authorizeAuthProfile: ['authorize with an auth profile', 'began to authorize with an auth profile'],
  authorizeConnection: ['make a connection', 'began to make a connection'],
  changeAuditSettings: ['change how long this trail is kept', 'changed how long this trail is kept'],
  createAuthorizationLink: ['make an authorization link', 'made an authorization link'],
  endSessionsByProvider: ['end sessions from the identity provider', 'ended sessions from the identity provider'],
  exportAuditEntries: ['export the audit trail', 'exported the audit trail'],
  finishSingleSignOn: ['sign in by single sign-on', 'came back from the identity provider'],
  openContent: ['begin to send a file', 'began to send a file'],
  putChatSettings: ['change the web chat', 'changed the web chat'],
  putSingleSignOn: ['change single sign-on', 'changed single sign-on'],
  readToken: ['read an access token', 'read an access token'],
  renewRecoveryCodes: ['make new recovery codes', 'made new recovery codes'],
  reserveAuthProfile: ['begin an auth profile', 'began an auth profile'],
  runOperation: ['run an operation', 'ran an operation'],
  setUp: ['set up the workspace', 'set up the workspace'],
  signIn: ['sign in', 'signed in'],
  signInWithSecondFactor: ['sign in with a second factor', 'signed in with a second factor'],
  signOut: ['sign out', 'signed out'],
  signOutAtProvider: ['sign out', 'signed out'],
  stopAuthProfile: ['stop an auth profile in an emergency', 'stopped an auth profile in an emergency'],
  verifyAuditTrail: ['check the audit trail', 'checked the audit trail'],
  verifyAuthorizationRequest: ['confirm who authorized', 'confirmed who authorized'],
};

const pasts: Readonly<Record<string, Deed>> = {
  begin: ['begin', 'began'],
  choose: ['choose', 'chose'],
  create: ['make', 'made'],
  forget: ['forget', 'forgot'],
  get: ['read', 'read'],
  list: ['look through', 'looked through'],
  put: ['change', 'changed'],
  reset: ['reset', 'reset'],
  run: ['run', 'ran'],
  send: ['send', 'sent'],
  set: ['set', 'set'],
  show: ['read', 'read'],
  stop: ['stop', 'stopped'],
  stream: ['watch', 'watched'],
  update: ['change', 'changed'],
  withdraw: ['withdraw', 'withdrew'],
};

/** Who it was, under the name of that time. */
export function actorOf({ actor }: Pick<AuditEntry, 'actor'>): string {
  const { kind, name } = actor;
  if (kind === 'anonymous') return 'Somebody unknown';
  if (kind === 'system') return 'Attaché';
  if (kind === 'chat' || kind === 'end-user') return 'An end user';
  return kind === 'api-key'
    ? name === null
      ? 'An API key'
      : `The API key “${name}”`
    : (name ?? 'A member who is gone');
}

/** What happened, in a sentence. */
export function sentenceOf(entry: Pick<AuditEntry, 'actor' | 'action' | 'outcome'>): string {
  if (entry.action.includes('.')) return capitalised(entry.action.replaceAll(/[.-]/g, ' '));
  const [wish, past] = deedOf(entry.action);
  const actor = actorOf(entry);
  if (entry.outcome === 'succeeded') return `${actor} ${past}`;
  return entry.outcome === 'denied' ? `${actor} was not allowed to ${wish}` : `${actor} could not ${wish}`;
}

/** Words of an operation's name: `createAuthProfile` is to make an auth profile. */
function deedOf(action: string): Deed {
  const known = deeds[action];
  if (known !== undefined) return known;
  const [verb = '', ...noun] = action.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).split(' ');
  if (!/^[a-z]+$/.test(verb)) return [`call ${action}`, `called ${action}`];
  const [wish, past] = pasts[verb] ?? [verb, `${verb}${verb.endsWith('e') ? 'd' : 'ed'}`.replace(/yed$/, 'ied')];
  const thing = thingOf(noun.join(' ').replaceAll(/\bapi\b/g, 'API'));
  return [`${wish} ${thing}`.trim(), `${past} ${thing}`.trim()];
}

function thingOf(noun: string): string {
  if (noun === '' || /(s|settings|grants|keys)$/.test(noun)) return noun;
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
