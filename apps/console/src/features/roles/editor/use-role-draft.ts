import { useState } from 'react';
import type { Role } from '../../../api/roles.ts';
import { useCreateRole, useUpdateRole } from '../roles.queries.ts';

/** A role as it is being written. */
export type RoleDraft = Pick<Role, 'name' | 'description' | 'permissions'>;

const empty: RoleDraft = { name: '', description: '', permissions: [] };

/** A role that is changed or made, until it is saved. */
export function useRoleDraft(role: Role | undefined) {
  const before: RoleDraft = role ?? empty;
  const [draft, setDraft] = useState<RoleDraft>(before);
  const create = useCreateRole();
  const update = useUpdateRole(role?.id ?? '');
  const save = role === undefined ? create : update;
  const isDirty =
    draft.name.trim() !== before.name ||
    draft.description.trim() !== before.description ||
    !isSameSet(draft.permissions, before.permissions);
  const submit = (onSaved: (name: string) => void) => {
    const body = {
      name: draft.name.trim(),
      description: draft.description.trim(),
      permissions: [...draft.permissions],
    };
    const options = { onSuccess: () => onSaved(body.name) };
    if (role === undefined) create.mutate(body, options);
    else update.mutate({ ...body, version: role.version }, options);
  };
  return { draft, isDirty, save, submit, change: (part: Partial<RoleDraft>) => setDraft({ ...draft, ...part }) };
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
