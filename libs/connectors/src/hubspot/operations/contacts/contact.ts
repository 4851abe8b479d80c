import type { OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { CrmRecord, known, recordId, recordLink, textsOf, toProperties, toTime } from '../crm.js';

/** The id of a contact, as operations take it. */
export const ContactId = recordId('Contact id');

const text = (title: string, description: string) =>
  Type.String({ title, description, minLength: 1, maxLength: 255, pattern: '\\S' });

/** The fields of a contact that can be written, each required. */
export const contactFields = {
  email: Type.String({
    title: 'E-mail',
    description: 'E-mail address of the person; no two contacts share one.',
    format: 'email',
    maxLength: 255,
  }),
  firstName: text('First name', 'Given name of the person.'),
  lastName: text('Last name', 'Family name of the person.'),
  phone: text('Phone', 'Phone number of the person.'),
  company: text('Company', 'Name of the company that the person works for.'),
};

/** A contact as operations return it; what HubSpot does not know is left out. */
export const Contact = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the contact in HubSpot.' }),
    url: Type.String({ title: 'Link', description: 'Opens the contact in HubSpot.', format: 'uri' }),
    name: Type.String({ title: 'Name', description: 'First and last name, otherwise the e-mail address.' }),
    email: Type.Optional(Type.String({ title: 'E-mail', description: 'E-mail address.' })),
    firstName: Type.Optional(Type.String({ title: 'First name', description: 'Given name.' })),
    lastName: Type.Optional(Type.String({ title: 'Last name', description: 'Family name.' })),
    phone: Type.Optional(Type.String({ title: 'Phone', description: 'Phone number.' })),
    company: Type.Optional(Type.String({ title: 'Company', description: 'Company of the person.' })),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When it was created, in UTC.', format: 'date-time' }),
    ),
  },
  { title: 'Contact', description: 'A contact in HubSpot.' },
);

/** HubSpot's names of everything that is read of a contact. */
export const contactProperties = ['email', 'firstname', 'lastname', 'phone', 'company', 'createdate'] as const;

interface ContactInput {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phone?: string;
  readonly company?: string;
}

/** The contact as HubSpot wants it: only the fields that are given. */
export function toContactProperties({ email, firstName, lastName, phone, company }: ContactInput) {
  return toProperties({ email, firstname: firstName, lastname: lastName, phone, company });
}

/** The contact as operations return it. */
export function toContact(context: OperationContext, record: Static<typeof CrmRecord>) {
  const { email, firstname, lastname, phone, company, createdate } = textsOf(record, contactProperties);
  const fullName = [firstname, lastname].filter(Boolean).join(' ');
  const createdAt = toTime(record.createdAt ?? createdate);
  return {
    ...recordLink(context, 'contacts', record.id),
    name: fullName || (email ?? `Contact ${record.id}`),
    ...known({ email, firstName: firstname, lastName: lastname, phone, company, createdAt }),
  };
}
