import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { findCreated } from './reconcile.js';
import { Created, dataPath, recordLink, RecordLink, restGuide } from './rest-api.js';

/** Creates an opportunity: POST sobjects/Opportunity. */
export const createOpportunity = defineOperation({
  connector: 'salesforce',
  name: 'create-opportunity',
  title: 'Create an opportunity',
  description: 'Creates an opportunity with a name, a stage and the day on which it is expected to close.',
  effect: 'write',
  input: Type.Object(
    {
      name: Type.String({
        title: 'Name',
        description: 'Name of the opportunity.',
        minLength: 1,
        maxLength: 120,
        pattern: '\\S',
      }),
      closeDate: Type.String({
        title: 'Close date',
        description: 'Day on which the opportunity is expected to close, such as 2026-12-31.',
        format: 'date',
      }),
      stage: Type.String({
        title: 'Stage',
        description: 'Stage of the sale, as the organisation names it: "Prospecting".',
        minLength: 1,
        maxLength: 255,
        pattern: '\\S',
      }),
      amount: Type.Optional(
        Type.Number({
          title: 'Amount',
          description: "Estimated total, in the organisation's currency: 18 digits, two of them after the point.",
          exclusiveMinimum: -1e16,
          exclusiveMaximum: 1e16,
        }),
      ),
    },
    { title: 'Opportunity', description: 'The opportunity to create.', additionalProperties: false },
  ),
  output: RecordLink,
  scopes: ['api'],
  example: { name: 'Example Navy: 20 seats', stage: 'Prospecting', closeDate: '2030-12-31', amount: 12000 },
  documentation: `${restGuide}/dome_sobject_create.htm`,

  async run({ http, baseUrl }, { name, closeDate, stage, amount }) {
    const json = { Name: name.trim(), CloseDate: closeDate, StageName: stage.trim(), Amount: amount };
    const { data } = await http.post(`${dataPath}/sobjects/Opportunity`, { json, answer: Created });
    return recordLink(baseUrl, 'Opportunity', data.id);
  },

  reconcile(context, { name, closeDate, stage }, since) {
    const values = { Name: name.trim(), CloseDate: { date: closeDate }, StageName: stage.trim() };
    return findCreated(context, 'Opportunity', values, since);
  },
});
