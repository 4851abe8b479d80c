import { RecordNotFoundError, type OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { appsUrl } from '../regions.js';
import { invalid, isId, noError } from './platform-api.js';

/** Path of the queues. */
export const queuesPath = '/api/v2/routing/queues';

/** A queue, as operations take it. */
export const queueInput = Type.String({
  title: 'Queue',
  description: 'Name or id of the queue; capital letters do not matter.',
  minLength: 1,
  maxLength: 256,
  pattern: '\\S',
});

/** A queue as operations return it. */
export const Queue = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the queue.' }),
    url: Type.String({ title: 'Link', description: 'Opens the queue in Genesys Cloud.', format: 'uri' }),
    name: Type.String({ title: 'Name', description: 'Name of the queue.' }),
    description: Type.Optional(Type.String({ title: 'Description', description: 'What the queue is for.' })),
    division: Type.Optional(Type.String({ title: 'Division', description: 'Name of the division it belongs to.' })),
    members: Type.Optional(Type.Integer({ title: 'Members', description: 'How many people belong to it.' })),
  },
  { title: 'Queue', description: 'A queue in Genesys Cloud.' },
);

/** A queue as the vendor sends it, as far as it is read here. */
export const QueueRecord = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  memberCount: Type.Optional(Type.Integer()),
  division: Type.Optional(Type.Object({ name: Type.Optional(Type.String()) })),
});

/** A page of queues; no members at all where there are none. */
export const QueuePage = Type.Object({
  entities: Type.Optional(Type.Array(QueueRecord)),
  pageCount: Type.Optional(Type.Integer()),
  ...noError,
});

/** The queue as operations return it. */
export function toQueue(
  context: Pick<OperationContext, 'grant' | 'baseUrl'>,
  { id, name = id, description, memberCount, division }: Static<typeof QueueRecord>,
): Static<typeof Queue> {
  return {
    id,
    url: `${appsUrl(context)}/admin/routing/queues/${encodeURIComponent(id)}`,
    name,
    ...(description !== undefined && { description }),
    ...(division?.name !== undefined && { division: division.name }),
    ...(memberCount !== undefined && { members: memberCount }),
  };
}

/** The queue that is named; throws `RecordNotFoundError` for none and `InputInvalidError` for several. */
export async function resolveQueue(context: OperationContext, named: string): Promise<Static<typeof Queue>> {
  const wanted = named.trim();
  if (isId(wanted)) {
    const path = { queueId: wanted };
    const { data } = await context.http.get(`${queuesPath}/{queueId}`, { path, answer: QueueRecord });
    return toQueue(context, data);
  }
  // Without asterisks the vendor looks for the whole name.
  const name = wanted.replaceAll('*', '').trim();
  if (name === '') throw invalid('/queue', 'is no name of a queue');
  const { data } = await context.http.get(queuesPath, { query: { name, pageSize: 25 }, answer: QueuePage });
  const [found, ...others] = (data.entities ?? []).filter((queue) => queue.name?.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new RecordNotFoundError('No queue is called so, or the account cannot see it.');
  if (others.length > 0) throw invalid('/queue', 'names several queues: give the id');
  return toQueue(context, found);
}
