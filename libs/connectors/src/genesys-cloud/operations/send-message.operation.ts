import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { conversationUrl } from './conversation.js';
import { explorer, invalid } from './platform-api.js';

const path = '/api/v2/conversations/messages/agentless';
const address = { minLength: 1, maxLength: 256 };
const Sent = Type.Object({ id: Type.Optional(Type.String()), conversationId: Type.String() });

/** Sends a message that no agent writes: POST conversations/messages/agentless. */
export const sendMessage = defineOperation({
  connector: 'genesys-cloud',
  name: 'send-message',
  title: 'Send a message',
  description: 'Sends a text message, or a message through an open messaging integration, without an agent.',
  effect: 'write',
  input: Type.Object(
    {
      messenger: Type.Enum(['sms', 'open'], {
        title: 'Messenger',
        description: 'sms, or open for an open messaging integration.',
      }),
      from: Type.String({
        title: 'From',
        description: 'The number that the organisation has for text messages, or the id of the integration.',
        ...address,
      }),
      to: Type.String({
        title: 'To',
        description:
          'Whom to send it to: for sms a phone number in E.164, +13175550123; or an address of the integration.',
        ...address,
      }),
      text: Type.String({
        title: 'Text',
        description: 'What to say: 765 characters by sms, 2,000 otherwise.',
        minLength: 1,
        maxLength: 2_000,
        pattern: '\\S',
      }),
      useActiveConversation: Type.Optional(
        Type.Boolean({
          title: 'In the conversation',
          description: 'Whether it joins a conversation that goes on between the two; by default it is refused then.',
        }),
      ),
    },
    { title: 'Message', description: 'The message to send.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'Id of the message, or of the conversation where it has none.' }),
    conversationId: Type.String({ title: 'Conversation', description: 'Id of the conversation that it belongs to.' }),
    url: Type.String({ title: 'Link', description: 'Opens the conversation in Genesys Cloud.', format: 'uri' }),
  }),
  scopes: [],
  example: { messenger: 'sms', from: '+13175550100', to: '+13175550123', text: 'Your parcel is here.' },
  documentation: explorer('POST', path),

  async run(context, { messenger, from, to, text, useActiveConversation }) {
    if (messenger === 'sms') checkTextMessage(to, text);
    const { data } = await context.http.post(path, {
      json: {
        fromAddress: from,
        toAddress: to,
        toAddressMessengerType: messenger,
        textBody: text,
        useExistingActiveConversation: useActiveConversation,
      },
      answer: Sent,
    });
    const { conversationId, id = conversationId } = data;
    return { id, conversationId, url: conversationUrl(context, conversationId) };
  },
});

/** The vendor takes less of text messages than of others. */
function checkTextMessage(to: string, text: string): void {
  if (!/^\+[1-9]\d{1,14}$/.test(to)) throw invalid('/to', 'is no phone number with its country code', 'pattern');
  if (text.length > 765) throw invalid('/text', 'is longer than the 765 characters of a text message', 'maxLength');
}
