import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import { divisionsQuery } from '../../api/divisions.ts';
import { rolesQuery } from '../../api/roles.ts';

/** Makes a role; the form shows what went wrong. */
export function useCreateRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateRoleDto'>) => bodyOf(api.POST('/v1/roles', { body })),
    meta: { showsProblem: true },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  });
}

/** Changes a role for all who have it; the form shows what went wrong. */
export function useUpdateRole(roleId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'UpdateRoleDto'>) =>
      bodyOf(api.PATCH('/v1/roles/{roleId}', { params: { path: { roleId } }, body })),
    meta: { showsProblem: true },
    // Not waited for: what is read anew takes the place of the form.
    onSuccess: () => void queryClient.invalidateQueries(),
  });
}

/** Deletes a role that nobody has. */
export function useDeleteRole(roleId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/v1/roles/{roleId}', { params: { path: { roleId } } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  });
}

/** Makes a division, or changes one when it is told which; the form shows what went wrong. */
export function useSaveDivision(divisionId: string | undefined) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateDivisionDto'>) =>
      divisionId === undefined
        ? bodyOf(api.POST('/v1/divisions', { body }))
        : bodyOf(api.PATCH('/v1/divisions/{divisionId}', { params: { path: { divisionId } }, body })),
    meta: { showsProblem: true },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: divisionsQuery.queryKey }),
  });
}

/** Deletes a division that is empty. */
export function useDeleteDivision(divisionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/v1/divisions/{divisionId}', { params: { path: { divisionId } } }),
    // Not waited for: the button is gone once that is read anew, and with it what it would tell.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: divisionsQuery.queryKey }),
  });
}
