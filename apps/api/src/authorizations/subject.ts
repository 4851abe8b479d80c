/** Whom an authorization is held for: everybody who talks to the bot, or one end user by our own id. */
export type Subject = { readonly kind: 'shared' } | { readonly kind: 'end-user'; readonly endUserId: string };

/** The id of a subject's end user; null for `shared`. */
export function endUserIdOf(subject: Subject): string | null {
  return subject.kind === 'shared' ? null : subject.endUserId;
}
