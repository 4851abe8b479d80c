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
  app.post('/conversations/callbacks', ({ body }: FastifyRequest<{ Body: Callback }>) => {
    const queue = store.queue(body.queueId ?? '');
    if (!queue) throw new PlatformError(400, 'bad.request', 'The queue does not exist.');
    if ((body.callbackNumbers ?? []).length === 0) throw new PlatformError(400, 'bad.request', 'A number is required.');
    const { callbackNumbers, callbackUserName, callbackScheduledTime } = body;
    const session = { id: randomUUID(), state: 'scheduled', callbackNumbers, callbackUserName, callbackScheduledTime };
    const { id } = store.begin([
      { purpose: 'customer', name: callbackUserName ?? 'Customer', callbacks: [session] },
      { purpose: 'acd', name: queue.name, queueId: queue.id, queueName: queue.name, callbacks: [session] },
    ]);
    return { conversation: { id }, callbackIdentifiers: [{ type: 'ACD', id: session.id }] };
  });
  app.post('/conversations/messages/agentless', ({ body }: FastifyRequest<{ Body: Message }>) => {
    const { fromAddress, toAddress, toAddressMessengerType, textBody } = body;
    const wrong = fault(body);
    if (wrong !== undefined) throw new PlatformError(400, 'bad.request', wrong);
    const message = { id: randomUUID(), state: 'connected', text: textBody };
    const conversation = store.begin([{ purpose: 'customer', name: toAddress, messages: [message] }]);
    return {
      ...{ id: message.id, conversationId: conversation.id, fromAddress, toAddress },
      ...{ messengerType: toAddressMessengerType, timestamp: conversation.startTime },
      selfUri: `/api/v2/conversations/messages/${conversation.id}/messages/${message.id}`,
    };
  });
  app.get('/conversations/:id', ({ params }: One) => store.conversation(params.id) ?? notFound());
  app.patch('/conversations/:id/participants/:participantId', ({ params, body }: One, reply) => {
    if (!store.wrapUp(params.id, params.participantId, body.wrapup ?? {})) notFound();
    return reply.code(202).send();
  });
}

/** How long a text may be; nothing that WhatsApp needs is known here. */
const longestText: Readonly<Record<string, number>> = { sms: 765, open: 2_000 };

/** What is wrong with a message. */
function fault({ fromAddress, toAddress, toAddressMessengerType = '', textBody = '' }: Message): string | undefined {
  const longest = longestText[toAddressMessengerType];
  if (!fromAddress || !toAddress || longest === undefined) return 'The addresses or the messenger type are missing.';
  if (textBody.length > longest) return 'The text is too long.';
  const isTextMessage = textBody !== '' && /^\+[1-9]\d{1,14}$/.test(toAddress);
  return toAddressMessengerType === 'sms' && !isTextMessage ? 'A text and a number in E.164 are required.' : undefined;
}

function notFound(): never {
  throw new PlatformError(404, 'not.found', 'The requested resource was not found.');
}
