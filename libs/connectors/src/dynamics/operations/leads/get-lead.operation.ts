import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { recordId } from '../fields.js';
import { getRow, impersonation, webApiGuide } from '../table.js';
import { Lead, leads } from './lead.js';

/** Reads one lead: GET leads(id). */
export const getLead = defineOperation({
  connector: 'dynamics',
  name: 'get-lead',
  title: 'Get a lead',
  description: 'Reads one lead by its id.',
  effect: 'read',
  input: Type.Object(
    { id: recordId('Lead id') },
    { title: 'Lead', description: 'The lead to read.', additionalProperties: false },
  ),
  output: Lead,
  scopes: [impersonation],
  example: { id: '00000000-0000-4000-8000-000000000001' },
  documentation: `${webApiGuide}/retrieve-entity-using-web-api`,

  run: (context, { id }) => getRow(context, leads, id),
});
