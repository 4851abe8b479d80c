import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { objectTypes, recordId, recordLink, RecordLink, type CrmObject } from './crm.js';

const kinds = { contact: 'contacts', deal: 'deals', ticket: 'tickets' } as const satisfies Record<string, CrmObject>;

const kind = (title: string) =>
  Type.Union([Type.Literal('contact'), Type.Literal('deal'), Type.Literal('ticket')], {
    title,
    description: 'What kind of record it is.',
  });

/** Associates two records: PUT /crm/v4/objects/{type}/{id}/associations/default/{type}/{id}. Doing it twice changes nothing. */
export const associateRecords = defineOperation({
  connector: 'hubspot',
  name: 'associate-records',
  title: 'Associate two records',
  description: 'Shows two records with each other, such as the contact of a deal or the deal of a ticket.',
  effect: 'write',
  input: Type.Object(
    {
      fromType: kind('Kind of the first'),
      fromId: recordId('Id of the first'),
      toType: kind('Kind of the second'),
      toId: recordId('Id of the second'),
    },
    { title: 'Association', description: 'The two records.', additionalProperties: false },
  ),
  output: Type.Object({
    from: Type.Object(RecordLink.properties, { title: 'First', description: 'The first record.' }),
    to: Type.Object(RecordLink.properties, { title: 'Second', description: 'The second record.' }),
  }),
  scopes: ['crm.objects.contacts.write', 'crm.objects.deals.write', 'tickets'],
  example: { fromType: 'deal', fromId: '4100001', toType: 'contact', toId: '4200001' },
  documentation: 'https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide',

  async run(context, { fromType, fromId, toType, toId }) {
    const [from, to] = [kinds[fromType], kinds[toType]];
    const { data } = await context.http.put('/crm/v4/objects/{from}/{fromId}/associations/default/{to}/{toId}', {
      path: { from: objectTypes[from], fromId, to: objectTypes[to], toId },
      answer: Type.Object({ results: Type.Array(Type.Unknown()) }),
    });
    if (data.results.length === 0) {
      throw new RecordNotFoundError('HubSpot associated nothing: one of the two records does not exist.');
    }
    return { from: recordLink(context, from, fromId), to: recordLink(context, to, toId) };
  },
});
