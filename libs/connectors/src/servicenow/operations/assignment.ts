import type { OperationContext } from '#connectors';
import { Type } from 'typebox';
import { findGroup, findUser, personInput } from './people.js';
import { known } from './cells.js';
import type { Columns } from './table.js';

/** The inputs of an assignment: at least one of them. */
export const assignmentInput = {
  assignee: Type.Optional(Type.String({ title: 'Assign to', ...personInput })),
  group: Type.Optional(
    Type.String({ title: 'Assignment group', ...personInput, description: 'Name or sys_id of the group.' }),
  ),
};

/** The assignment as the Table API takes it; throws `InputInvalidError` for people and groups that are not known. */
export async function toAssignment(
  context: OperationContext,
  { assignee, group }: { readonly assignee?: string; readonly group?: string },
): Promise<Columns> {
  return known({
    assigned_to: assignee === undefined ? undefined : await findUser(context, assignee, '/assignee'),
    assignment_group: group === undefined ? undefined : await findGroup(context, group, '/group'),
  });
}
