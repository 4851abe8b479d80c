import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { impersonation, toRow, updateRow, webApiGuide } from '../table.js';
import { Case, caseFields, cases } from './case.js';

/** Changes the given fields of a case, and no others: PATCH incidents(id). */
export const updateCase = defineOperation({
  connector: 'dynamics',
  name: 'update-case',
  title: 'Update a case',
  description: 'Changes the given fields of a case, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: recordId('Case id'), ...Type.Partial(Type.Object(caseFields)).properties },
    {
      title: 'Changes',
      description: 'The case, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: Case,
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000003', priority: 'high' },
  documentation: `${webApiGuide}/update-delete-entities-using-web-api`,

  run: (context, { id, ...changes }) => updateRow(context, cases, { id, row: toRow(cases, changes) }),
});
