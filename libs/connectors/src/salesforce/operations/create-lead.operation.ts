import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { leadFields, toLeadRecord } from './lead.js';
import { findCreated } from './reconcile.js';
import { Created, dataPath, recordLink, RecordLink, restGuide } from './rest-api.js';

const { lastName, company, ...others } = leadFields;

/** Creates a lead: POST sobjects/Lead. */
export const createLead = defineOperation({
  connector: 'salesforce',
  name: 'create-lead',
  title: 'Create a lead',
  description: 'Creates a lead with a name and a company.',
  effect: 'write',
  input: Type.Object(
    { ...Type.Partial(Type.Object(others)).properties, lastName, company },
    { title: 'Lead', description: 'The lead to create.', additionalProperties: false },
  ),
  output: RecordLink,
  scopes: ['api'],
  example: { lastName: 'Hopper', company: 'Example Navy', email: 'grace@example.com' },
  documentation: `${restGuide}/dome_sobject_create.htm`,

  async run({ http, baseUrl }, input) {
    const { data } = await http.post(`${dataPath}/sobjects/Lead`, { json: toLeadRecord(input), answer: Created });
    return recordLink(baseUrl, 'Lead', data.id);
  },

  reconcile: (context, input, since) => findCreated(context, 'Lead', toLeadRecord(input), since),
});
