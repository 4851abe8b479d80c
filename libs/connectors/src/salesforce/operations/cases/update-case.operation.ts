import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { dataPath, recordLink, RecordLink, restGuide } from '../rest-api.js';
import { caseFields, CaseId, CaseRecord, toCaseRecord } from './case.js';

/** Changes the given fields of a case, and no others: PATCH sobjects/Case/{id}. */
export const updateCase = defineOperation({
  connector: 'salesforce',
  name: 'update-case',
  title: 'Update a case',
  description: 'Changes the given fields of a case, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: CaseId, ...Type.Partial(Type.Object(caseFields)).properties },
    {
      title: 'Changes',
      description: 'The case, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: RecordLink,
  scopes: ['api'],
  example: { id: '500000000000001AAA', status: 'Working' },
  documentation: `${restGuide}/dome_update_fields.htm`,

  async run({ http, baseUrl }, { id, ...changes }) {
    await http.patch(`${dataPath}/sobjects/Case/{id}`, { path: { id }, json: toCaseRecord(changes) });
    return recordLink(baseUrl, 'Case', id);
  },

  async reconcile({ http, baseUrl }, { id, ...changes }) {
    const wanted = Object.entries(toCaseRecord(changes));
    const { data } = await http.get(`${dataPath}/sobjects/Case/{id}`, {
      path: { id },
      query: { fields: ['Id', ...wanted.map(([name]) => name)].join(',') },
      answer: CaseRecord,
    });
    const found = data as Readonly<Record<string, unknown>>;
    return wanted.every(([name, value]) => found[name] === value) ? recordLink(baseUrl, 'Case', id) : undefined;
  },
});
