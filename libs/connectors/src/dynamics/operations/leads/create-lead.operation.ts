import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { createRow, impersonation, toRow, webApiGuide } from '../table.js';
import { Lead, leadFields, leads } from './lead.js';

const { topic, lastName, ...others } = leadFields;

/** Creates a lead: POST leads. */
export const createLead = defineOperation({
  connector: 'dynamics',
  name: 'create-lead',
  title: 'Create a lead',
  description: 'Creates a lead with a topic and a name.',
  effect: 'write',
  input: Type.Object(
    { ...Type.Partial(Type.Object(others)).properties, topic, lastName },
    {
      title: 'Lead',
      description: 'The lead to create.',
      additionalProperties: false,
    },
  ),
  output: Lead,
  scopes: [impersonation],
  example: { topic: 'Ten office chairs', lastName: 'Hopper', company: 'Example Navy', rating: 'hot' },
  documentation: `${webApiGuide}/create-entity-web-api`,

  run: (context, input) => createRow(context, leads, toRow(leads, input)),
});
