import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { conversationUrl } from './conversation.js';
import { explorer, invalid } from './platform-api.js';
import { queueInput, resolveQueue } from './queue.js';

const path = '/api/v2/conversations/callbacks';
const Created = Type.Object({ conversation: Type.Object({ id: Type.String() }) });

/** Puts a callback into a queue: POST conversations/callbacks. */
export const createCallback = defineOperation({
  connector: 'genesys-cloud',
  name: 'create-callback',
  title: 'Create a callback',
  description: 'Puts a callback into a queue, to be made as soon as somebody is free, or at a time.',
  effect: 'write',
  input: Type.Object(
    {
      queue: queueInput,
      phone: Type.String({
        title: 'Phone',
        description: 'Number to call, with the country code: +13175550123.',
        pattern: '^\\+[1-9][0-9]{6,14}$',
      }),
      name: Type.Optional(
        Type.String({ title: 'Name', description: 'Whom to ask for.', minLength: 1, maxLength: 200, pattern: '\\S' }),
      ),
      scheduledAt: Type.Optional(
        Type.String({
          title: 'Time',
          description: 'When to call, with a time zone; as soon as possible without it.',
          format: 'date-time',
        }),
      ),
    },
    { title: 'Callback', description: 'The callback to create.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'Id of the conversation that the callback is.' }),
    url: Type.String({ title: 'Link', description: 'Opens the conversation in Genesys Cloud.', format: 'uri' }),
    queue: Type.String({ title: 'Queue', description: 'Name of the queue.' }),
    scheduledAt: Type.Optional(
      Type.String({ title: 'Time', description: 'When the call is to be made, in UTC.', format: 'date-time' }),
    ),
  }),
  scopes: [],
  example: { queue: 'Support', phone: '+13175550123', name: 'Grace Hopper' },
  documentation: explorer('POST', path),

  async run(context, { queue: named, phone, name, scheduledAt: asked }) {
    const time = asked === undefined ? undefined : new Date(asked);
    if (time !== undefined && Number.isNaN(time.getTime())) throw invalid('/scheduledAt', 'is no time');
    const scheduledAt = time?.toISOString();
    const queue = await resolveQueue(context, named);
    const { data } = await context.http.post(path, {
      json: {
        queueId: queue.id,
        callbackNumbers: [phone],
        callbackUserName: name?.trim(),
        callbackScheduledTime: scheduledAt,
      },
      answer: Created,
    });
    const { id } = data.conversation;
    return { id, url: conversationUrl(context, id), queue: queue.name, ...(scheduledAt && { scheduledAt }) };
  },
});
