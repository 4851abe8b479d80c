import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { impersonation, toRow, updateRow, webApiGuide } from '../table.js';
import { Lead, leadFields, leads } from './lead.js';

/** Changes the given fields of a lead, and no others: PATCH leads(id). */
export const updateLead = defineOperation({
  connector: 'dynamics',
  name: 'update-lead',
  title: 'Update a lead',
  description: 'Changes the given fields of a lead, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: recordId('Lead id'), ...Type.Partial(Type.Object(leadFields)).properties },
    {
      title: 'Changes',
      description: 'The lead, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: Lead,
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000001', rating: 'hot' },
  documentation: `${webApiGuide}/update-delete-entities-using-web-api`,

  run: (context, { id, ...changes }) => updateRow(context, leads, { id, row: toRow(leads, changes) }),
});
