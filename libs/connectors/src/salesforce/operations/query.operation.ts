import { defineOperation } from '#connectors';
import { Type, type Static } from 'typebox';
import { dataPath, QueryAnswer, recordIdPattern, recordUrl, restGuide } from './rest-api.js';
import { bindSoql, SoqlParameters } from './soql.js';

/** Runs a SOQL query with bound parameters: GET query. */
export const query = defineOperation({
  connector: 'salesforce',
  name: 'query',
  title: 'Query records',
  description: 'Runs a SOQL query; values come in as :name and can never change what the query asks for.',
  effect: 'read',
  input: Type.Object(
    {
      soql: Type.String({
        title: 'SOQL',
        description: 'A SELECT without texts: SELECT Id, Name FROM Lead WHERE Company = :company LIMIT 10.',
        minLength: 1,
        maxLength: 10_000,
      }),
      parameters: Type.Optional(SoqlParameters),
      cursor: Type.Optional(
        Type.String({
          title: 'Cursor',
          description: 'nextCursor of the page before.',
          pattern: '^[A-Za-z0-9_-]{1,200}$',
        }),
      ),
    },
    { title: 'Query', description: 'What to ask for.', additionalProperties: false },
  ),
  output: Type.Object({
    records: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
      title: 'Records',
      description: 'The fields asked for; id and url where Id was.',
    }),
    totalSize: Type.Integer({ title: 'Total', description: 'How many records there are in all.' }),
    nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page, for two days.' })),
  }),
  scopes: ['api'],
  example: {
    soql: 'SELECT Id, Name FROM Lead WHERE Company = :company LIMIT 10',
    parameters: { company: 'Example Navy' },
  },
  documentation: `${restGuide}/resources_query.htm`,

  async run({ http, baseUrl }, { soql, parameters, cursor }) {
    const q = bindSoql(soql, parameters);
    const headers = { 'sforce-query-options': 'batchSize=200' };
    const { data } =
      cursor === undefined
        ? await http.get(`${dataPath}/query`, { query: { q }, headers, answer: QueryAnswer })
        : await http.get(`${dataPath}/query/{cursor}`, { path: { cursor }, headers, answer: QueryAnswer });
    const nextCursor = /\/query\/([A-Za-z0-9_-]{1,200})$/.exec(data.nextRecordsUrl ?? '')?.[1];
    const records = data.records.map((record) => withLink(baseUrl, record));
    return { records, totalSize: data.totalSize, ...(nextCursor !== undefined && { nextCursor }) };
  },
});

type Row = Static<typeof QueryAnswer>['records'][number];

function withLink(baseUrl: string, { attributes, ...fields }: Row): Row {
  const { type } = (attributes ?? {}) as { type?: unknown };
  const { Id: id } = fields;
  const isRecord = typeof id === 'string' && new RegExp(recordIdPattern).test(id) && typeof type === 'string';
  return isRecord ? { id, url: recordUrl(baseUrl, type, id), ...fields } : fields;
}
