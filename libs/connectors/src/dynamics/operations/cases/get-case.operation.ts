import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { getRow, impersonation, webApiGuide } from '../table.js';
import { Case, cases } from './case.js';

/** Reads one case: GET incidents(id). */
export const getCase = defineOperation({
  connector: 'dynamics',
  name: 'get-case',
  title: 'Get a case',
  description: 'Reads one case by its id.',
  effect: 'read',
  input: Type.Object(
    { id: recordId('Case id') },
    { title: 'Case', description: 'The case to read.', additionalProperties: false },
  ),
  output: Case,
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000003' },
  documentation: `${webApiGuide}/retrieve-entity-using-web-api`,

  run: (context, { id }) => getRow(context, cases, id),
});
