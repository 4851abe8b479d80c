import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { findUser } from '../people.js';
import { createRow, findCreated, tableApi } from '../table.js';
import { caller, Incident, incidentFields, incidents, toColumns } from './incident.js';

const { shortDescription, ...others } = incidentFields;

/** Creates an incident: POST table/incident. Without a caller, it is about whoever authorized. */
export const createIncident = defineOperation({
  connector: 'servicenow',
  name: 'create-incident',
  title: 'Create an incident',
  description: 'Creates an incident; it is about whoever authorized, unless a caller is named.',
  effect: 'write',
  input: Type.Object(
    { shortDescription, ...Type.Partial(Type.Object({ ...others, caller })).properties },
    { title: 'Incident', description: 'The incident to create.', additionalProperties: false },
  ),
  output: Incident,
  scopes: [],
  example: { shortDescription: 'E-mail does not arrive', description: 'Since nine this morning.', urgency: 'high' },
  documentation: tableApi,

  async run(context, { caller, ...fields }) {
    const callerId = caller === undefined ? context.account.id : await findUser(context, caller, '/caller');
    return createRow(context, incidents, { ...toColumns(fields), caller_id: callerId });
  },

  reconcile: (context, { caller: _caller, ...fields }, since) =>
    findCreated(context, incidents, toColumns(fields), since),
});
