/** How the API names a person who talks to a bot. */
export interface Person {
  /** The host's id of the person. */
  readonly id: string;
  readonly displayName: string | null;
}

/** What the web chat's ids of those begin with whom no host has named. */
const anonymous = 'anonymous:';

/** A person as people are told of them: by name, and without one by id; a visitor whom nobody knows by a short tag that stays the same. */
export function personName({ id, displayName }: Person): string {
  if (displayName !== null) return displayName;
  return isAnonymous(id) ? `Anonymous visitor ${tagOf(id.slice(anonymous.length))}` : id;
}

/** Whether no host has said who this is. */
export function isAnonymous(id: string): boolean {
  return id.startsWith(anonymous);
}

/** A part of the id, so that a search for it finds the visitor. */
function tagOf(secret: string): string {
  return (/[a-z0-9]{4}/i.exec(secret)?.[0] ?? secret.slice(0, 4)).toUpperCase();
}
