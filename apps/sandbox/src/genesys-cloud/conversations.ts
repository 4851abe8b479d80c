import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ContactCentre } from './contact-centre.js';
import { PlatformError } from './platform-error.js';

interface Callback {
  readonly queueId?: string;
  readonly callbackNumbers?: readonly string[];
  readonly callbackUserName?: string;
  readonly callbackScheduledTime?: string;
}

interface Message {
  readonly fromAddress?: string;
  readonly toAddress?: string;
  readonly toAddressMessengerType?: string;
  readonly textBody?: string;
}

type One = FastifyRequest<{
  Params: { id: string; participantId: string };
  Body: { wrapup?: Readonly<Record<string, unknown>> };
}>;

/** Adds callbacks, messages and what is known of conversations. */
export function conversationRoutes(app: FastifyInstance, store: ContactCentre): void {
  app.post('/conversations/callbacks', ({ body }: FastifyRequest<{ Body: Callback }>, reply) => {
    const queue = store.queue(body.queueId ?? '');
    if (!queue) throw new PlatformError(400, 'bad.request', 'The queue does not exist.');
    if ((body.callbackNumbers ?? []).length === 0) throw new PlatformError(400, 'bad.request', 'A number is required.');
    const { callbackNumbers, callbackUserName, callbackScheduledTime } = body;
    const session = { id: randomUUID(), state: 'scheduled', callbackNumbers, callbackUserName, callbackScheduledTime };
    const { id } = store.begin([
      { purpose: 'customer', name: callbackUserName ?? 'Customer', callbacks: [session] },
      { purpose: 'acd', name: queue.name, queueId: queue.id, queueName: queue.name, callbacks: [session] },
    ]);
    void reply.code(202);
    return { conversation: { id }, callbackIdentifiers: [{ type: 'ACD', id: session.id }] };
  });
  app.post('/conversations/messages/agentless', ({ body }: FastifyRequest<{ Body: Message }>, reply) => {
    const { fromAddress, toAddress, toAddressMessengerType, textBody } = body;
    if (!fromAddress || !toAddress || !['sms', 'open', 'whatsapp'].includes(toAddressMessengerType ?? '')) {
      throw new PlatformError(400, 'bad.request', 'The addresses or the messenger type are missing.');
    }
    if (toAddressMessengerType === 'sms' && (textBody ?? '').length > 765) {
      throw new PlatformError(400, 'bad.request', 'The text is too long.');
    }
    const message = { id: randomUUID(), state: 'connected', text: textBody };
    const conversation = store.begin([{ purpose: 'customer', name: toAddress, messages: [message] }]);
    void reply.code(202);
    return {
      id: message.id,
      conversationId: conversation.id,
      fromAddress,
      toAddress,
      timestamp: conversation.startTime,
    };
  });
  app.get('/conversations/:id', ({ params }: One) => store.conversation(params.id) ?? notFound());
  app.patch('/conversations/:id/participants/:participantId', ({ params, body }: One, reply) => {
    if (!store.wrapUp(params.id, params.participantId, body.wrapup ?? {})) notFound();
    return reply.code(202).send();
  });
}

function notFound(): never {
  throw new PlatformError(404, 'not.found', 'The requested resource was not found.');
}
