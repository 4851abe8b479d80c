import { ConnectorError, defineOperation, type OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { findCreated } from '../reconcile.js';
import { Created, dataPath, recordLink, RecordLink, restGuide } from '../rest-api.js';
import { caseFields, CaseNumber, CaseRecord, toCaseRecord } from './case.js';

const { subject, ...others } = caseFields;

/** Creates a case, and reads its number: POST sobjects/Case. */
export const createCase = defineOperation({
  connector: 'salesforce',
  name: 'create-case',
  title: 'Create a case',
  description: 'Creates a case with a subject, and tells its number.',
  effect: 'write',
  input: Type.Object(
    { subject, ...Type.Partial(Type.Object(others)).properties },
    { title: 'Case', description: 'The case to create.', additionalProperties: false },
  ),
  output: Type.Object({ ...RecordLink.properties, number: CaseNumber }),
  scopes: ['api'],
  example: { subject: 'The invoice is wrong', priority: 'High', contactEmail: 'grace@example.com' },
  documentation: `${restGuide}/dome_sobject_create.htm`,

  async run(context, input) {
    const { http, baseUrl } = context;
    const { data } = await http.post(`${dataPath}/sobjects/Case`, { json: toCaseRecord(input), answer: Created });
    return { ...recordLink(baseUrl, 'Case', data.id), ...(await numberOf(context, data.id)) };
  },

  async reconcile(context, input, since) {
    // A long text cannot be asked for in a query.
    const { Description: _long, ...values } = toCaseRecord(input);
    const found = await findCreated(context, 'Case', values, since);
    return found && { ...found, ...(await numberOf(context, found.id)) };
  },
});

/** The case exists, whatever this comes to: without its number when that cannot be read. */
async function numberOf({ http }: OperationContext, id: string): Promise<{ number?: Static<typeof CaseNumber> }> {
  try {
    const { data } = await http.get(`${dataPath}/sobjects/Case/{id}`, {
      path: { id },
      query: { fields: 'Id,CaseNumber' },
      answer: CaseRecord,
    });
    return data.CaseNumber === undefined ? {} : { number: data.CaseNumber };
  } catch (error) {
    if (error instanceof ConnectorError) return {};
    throw error;
  }
}
