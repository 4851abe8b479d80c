import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { dataPath, restGuide } from '../rest-api.js';
import { bindSoql } from '../soql.js';
import { Case, caseFieldList, CaseId, CaseRecord, toCase } from './case.js';

/** Reads one case: GET sobjects/Case/{id}, or by a query for its number. */
export const getCase = defineOperation({
  connector: 'salesforce',
  name: 'get-case',
  title: 'Get a case',
  description: 'Reads one case by its id or by its number.',
  effect: 'read',
  input: Type.Object(
    {
      id: Type.Optional(CaseId),
      number: Type.Optional(
        Type.String({
          title: 'Number',
          description: 'Number of the case, instead of its id; zeros before it may be left out.',
          minLength: 1,
          maxLength: 30,
          pattern: '^[^\\s]+$',
        }),
      ),
    },
    {
      title: 'Case',
      description: 'The case to read.',
      additionalProperties: false,
      oneOf: [{ required: ['id'] }, { required: ['number'] }],
    },
  ),
  output: Case,
  scopes: ['api'],
  example: { id: '500000000000001AAA' },
  documentation: `${restGuide}/dome_get_field_values.htm`,

  async run({ http, baseUrl }, { id, number = '' }) {
    if (id !== undefined) {
      const { data } = await http.get(`${dataPath}/sobjects/Case/{id}`, {
        path: { id },
        query: { fields: caseFieldList.join(',') },
        answer: CaseRecord,
      });
      return toCase(baseUrl, data);
    }
    const select = `SELECT ${caseFieldList.join(', ')} FROM Case WHERE CaseNumber IN :numbers LIMIT 2`;
    const { data } = await http.get(`${dataPath}/query`, {
      query: { q: bindSoql(select, { numbers: [number, number.padStart(8, '0')] }) },
      answer: Type.Object({ records: Type.Array(CaseRecord) }),
    });
    const record = data.records.find((one) => one.CaseNumber === number) ?? data.records[0];
    if (record === undefined) throw new RecordNotFoundError(`No case has the number ${number}, or you cannot see it.`);
    return toCase(baseUrl, record);
  },
});
