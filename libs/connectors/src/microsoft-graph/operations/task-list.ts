import type { OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';

/** A to-do list as operations return it. */
export const TaskList = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the list.' }),
    url: Type.String({ title: 'Link', description: 'Opens the list in Microsoft To Do.', format: 'uri' }),
    name: Type.String({ title: 'Name', description: 'What the list is called.' }),
    isShared: Type.Boolean({ title: 'Shared', description: 'Whether others see it too.' }),
    isOwner: Type.Boolean({ title: 'Own', description: 'Whether it is your own.' }),
  },
  { title: 'To-do list', description: 'A list of tasks.' },
);

/** A to-do list as Graph sends it. */
export const TaskListRecord = Type.Object({
  id: Type.String(),
  displayName: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  isShared: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  isOwner: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
});

/** The list as operations return it; Graph answers no link, so that it is the address of the web app. */
export function toTaskList(
  { grant, baseUrl }: OperationContext,
  { id, displayName, isShared, isOwner }: Static<typeof TaskListRecord>,
): Static<typeof TaskList> {
  const app = grant.apiUrl === undefined ? 'https://to-do.office.com' : baseUrl;
  return {
    id,
    url: `${app}/tasks/${encodeURIComponent(id)}`,
    name: displayName ?? '',
    isShared: isShared ?? false,
    isOwner: isOwner ?? true,
  };
}
