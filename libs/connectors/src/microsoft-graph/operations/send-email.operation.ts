import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { graphReference } from './mailbox.js';
import { addresses, toRecipients } from './people.js';

/** Sends an e-mail: POST me/sendMail, which answers no id. */
export const sendEmail = defineOperation({
  connector: 'microsoft-graph',
  name: 'send-email',
  title: 'Send an e-mail',
  description: 'Sends an e-mail from the mailbox, and keeps it among the sent items.',
  effect: 'write',
  input: Type.Object(
    {
      to: addresses('To', 'E-mail addresses, separated by commas.'),
      cc: Type.Optional(addresses('Copy to', 'E-mail addresses, separated by commas.')),
      bcc: Type.Optional(addresses('Blind copy to', 'E-mail addresses, separated by commas.')),
      subject: Type.String({ title: 'Subject', description: 'What it is about.', maxLength: 255, pattern: '\\S' }),
      content: Type.String({ title: 'Content', description: 'Plain text.', minLength: 1, maxLength: 100_000 }),
      importance: Type.Optional(
        Type.Unsafe<'low' | 'normal' | 'high'>({
          ...{ type: 'string', enum: ['low', 'normal', 'high'] },
          ...{ title: 'Importance', description: 'How important it is; normal without it.' },
        }),
      ),
    },
    { title: 'E-mail', description: 'The e-mail to send.', additionalProperties: false },
  ),
  output: Type.Object({
    subject: Type.String({ title: 'Subject', description: 'What was sent.' }),
    recipients: Type.Array(Type.String(), {
      title: 'Recipients',
      description: 'To whom it was sent, copies included.',
    }),
  }),
  scopes: ['Mail.Send'],
  example: { to: 'grace@example.com', subject: 'The chairs', content: 'They have arrived.' },
  documentation: `${graphReference}/user-sendmail`,

  async run({ http }, { to, cc, bcc, subject, content, importance }) {
    const [toRecipientsList, ccList, bccList] = [to, cc, bcc].map(toRecipients);
    await http.post('/v1.0/me/sendMail', {
      json: {
        message: {
          ...{ subject: subject.trim(), body: { contentType: 'text', content }, importance },
          ...{ toRecipients: toRecipientsList, ccRecipients: ccList, bccRecipients: bccList },
        },
      },
    });
    const everybody = [toRecipientsList, ccList, bccList].flatMap((list) => list ?? []);
    return { subject: subject.trim(), recipients: everybody.map(({ emailAddress }) => emailAddress.address) };
  },
});
