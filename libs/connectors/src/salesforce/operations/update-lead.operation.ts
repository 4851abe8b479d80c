import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { leadFields, LeadId, LeadRecord, toLeadRecord } from './lead.js';
import { dataPath, recordLink, RecordLink, restGuide } from './rest-api.js';

/** Changes the given fields of a lead, and no others: PATCH sobjects/Lead/{id}. */
export const updateLead = defineOperation({
  connector: 'salesforce',
  name: 'update-lead',
  title: 'Update a lead',
  description: 'Changes the given fields of a lead, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: LeadId, ...Type.Partial(Type.Object(leadFields)).properties },
    {
      title: 'Changes',
      description: 'The lead, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: RecordLink,
  scopes: ['api'],
  example: { id: '00Q000000000001AAA', status: 'Working - Contacted' },
  documentation: `${restGuide}/dome_update_fields.htm`,

  async run({ http, baseUrl }, { id, ...changes }) {
    await http.patch(`${dataPath}/sobjects/Lead/{id}`, { path: { id }, json: toLeadRecord(changes) });
    return recordLink(baseUrl, 'Lead', id);
  },

  async reconcile({ http, baseUrl }, { id, ...changes }) {
    const wanted = Object.entries(toLeadRecord(changes));
    const { data } = await http.get(`${dataPath}/sobjects/Lead/{id}`, {
      path: { id },
      query: { fields: ['Id', ...wanted.map(([name]) => name)].join(',') },
      answer: LeadRecord,
    });
    const found = data as Readonly<Record<string, unknown>>;
    return wanted.every(([name, value]) => found[name] === value) ? recordLink(baseUrl, 'Lead', id) : undefined;
  },
});
