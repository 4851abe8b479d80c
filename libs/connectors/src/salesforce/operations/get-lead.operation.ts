import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Lead, leadFieldList, LeadId, LeadRecord, toLead } from './lead.js';
import { dataPath } from './rest-api.js';

/** Reads one lead: GET sobjects/Lead/{id}. */
export const getLead = defineOperation({
  connector: 'salesforce',
  name: 'get-lead',
  title: 'Get a lead',
  description: 'Reads one lead by its id.',
  effect: 'read',
  input: Type.Object({ id: LeadId }, { title: 'Lead', description: 'The lead to read.', additionalProperties: false }),
  output: Lead,
  scopes: ['api'],

  async run({ http, baseUrl }, { id }) {
    const { data } = await http.get(`${dataPath}/sobjects/Lead/{id}`, {
      path: { id },
      query: { fields: leadFieldList.join(',') },
      answer: LeadRecord,
    });
    return toLead(baseUrl, data);
  },
});
