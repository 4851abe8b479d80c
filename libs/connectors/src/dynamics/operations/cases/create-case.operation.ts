import { defineOperation, InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { createRow, impersonation, toRow, webApiGuide } from '../table.js';
import { Case, caseFields, cases } from './case.js';

const { title, ...others } = caseFields;

/** Creates a case for a contact or an account: POST incidents, the customer bound by its navigation property. */
export const createCase = defineOperation({
  connector: 'dynamics',
  name: 'create-case',
  title: 'Create a case',
  description: 'Creates a case for a customer, which is either a contact or an account.',
  effect: 'write',
  input: Type.Object(
    {
      ...Type.Partial(Type.Object(others)).properties,
      title,
      contactId: Type.Optional(recordId('Contact id')),
      accountId: Type.Optional(recordId('Account id')),
    },
    { title: 'Case', description: 'The case to create, and its customer.', additionalProperties: false },
  ),
  output: Case,
  scopes: [impersonation],
  example: { title: 'A chair is broken', contactId: '00000000-0000-4000-8000-000000000002', priority: 'high' },
  documentation: `${webApiGuide}/create-entity-web-api`,

  async run(context, { contactId, accountId, ...fields }) {
    const customer = customerOf(contactId, accountId);
    return createRow(context, cases, { ...toRow(cases, fields), ...customer });
  },
});

/** A case has one customer; the type of the record is part of the property's name. */
function customerOf(contactId: string | undefined, accountId: string | undefined): Readonly<Record<string, string>> {
  if (contactId !== undefined && accountId === undefined) {
    return { 'customerid_contact@odata.bind': `/contacts(${contactId})` };
  }
  if (accountId !== undefined && contactId === undefined) {
    return { 'customerid_account@odata.bind': `/accounts(${accountId})` };
  }
  const message = 'must name the customer: give either contactId or accountId';
  throw new InputInvalidError(`The case ${message}.`, [{ pointer: '/contactId', message, keyword: 'oneOf' }]);
}
