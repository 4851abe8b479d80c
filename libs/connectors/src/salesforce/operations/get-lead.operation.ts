import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Lead, leadFieldList, LeadId, LeadRecord, toLead } from './lead.js';
import { dataPath, restGuide } from './rest-api.js';

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
  example: { id: '00Q000000000001AAA' },
  documentation: `${restGuide}/dome_get_field_values.htm`,

  async run({ http, baseUrl }, { id }) {
    const { data } = await http.get(`${dataPath}/sobjects/Lead/{id}`, {
      path: { id },
      query: { fields: leadFieldList.join(',') },
      answer: LeadRecord,
    });
    return toLead(baseUrl, data);
  },
});
