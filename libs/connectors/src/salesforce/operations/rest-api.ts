import { Type, type Static } from 'typebox';

/** The version of Salesforce's REST API that everything here is written for: Spring '26. */
const API_VERSION = 'v66.0';

/** Path of the data API. */
export const dataPath = `/services/data/${API_VERSION}`;

/** The vendor's own pages about its REST API. */
export const restGuide = 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest';

/** The form of Salesforce's record ids: 15 characters, or 18 with the check characters. */
export const recordIdPattern = '^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$';

/** Answer of a created record. */
export const Created = Type.Object({ id: Type.String({ pattern: recordIdPattern }), success: Type.Literal(true) });

/** A record's id and the link that opens it. */
export const RecordLink = Type.Object({
  id: Type.String({ title: 'Id', description: 'Id of the record in Salesforce.' }),
  url: Type.String({ title: 'Link', description: 'Opens the record in Salesforce.', format: 'uri' }),
});

/** Answer of a query, as far as it is read here. */
export const QueryAnswer = Type.Object({
  totalSize: Type.Integer(),
  done: Type.Boolean(),
  nextRecordsUrl: Type.Optional(Type.String()),
  records: Type.Array(Type.Record(Type.String(), Type.Unknown())),
});

/** Answer of a query that asks for ids only. */
export const IdsAnswer = Type.Object({ records: Type.Array(Type.Object({ Id: Type.String() })) });

/** The objects that links are made for. */
export type SalesforceObject = 'Lead' | 'Opportunity' | 'Case';

/** A record's id with its link in Lightning Experience. */
export function recordLink(baseUrl: string, object: SalesforceObject, id: string): Static<typeof RecordLink> {
  return { id, url: recordUrl(baseUrl, object, id) };
}

/** The link that opens a record in Lightning Experience. */
export function recordUrl(baseUrl: string, object: string, id: string): string {
  return `${baseUrl}/lightning/r/${encodeURIComponent(object)}/${encodeURIComponent(id)}/view`;
}
