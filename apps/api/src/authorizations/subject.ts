/** Whom an authorization is held for: everybody, one end user by our own id, or one member. */
export type Subject =
  | { readonly kind: 'shared' }
  | { readonly kind: 'end-user'; readonly endUserId: string }
  | { readonly kind: 'member'; readonly memberId: string };

/** An action, as far as it decides which authorization serves it. */
export interface AuthorizedAction {
  readonly id: string;
  readonly workspaceId: string;
  readonly botId: string;
  readonly connectorId: string;
  readonly authProfileId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly usesProfileAuthorization: boolean;
}

export const subjectKinds = ['shared', 'end-user', 'member'] as const satisfies readonly Subject['kind'][];
export type SubjectKind = (typeof subjectKinds)[number];

/** The id of a subject's end user; null for others. */
export function endUserIdOf(subject: Subject): string | null {
  return subject.kind === 'end-user' ? subject.endUserId : null;
}

/** The id of a subject's member; null for others. */
export function memberIdOf(subject: Subject): string | null {
  return subject.kind === 'member' ? subject.memberId : null;
}
