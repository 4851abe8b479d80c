import { RecordNotFoundError, type OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';

/** HubSpot's numbers for the kinds of records that we work with. */
export const objectTypes = { contacts: '0-1', deals: '0-3', tickets: '0-5' } as const;

/** A kind of record, as HubSpot's paths name it. */
export type CrmObject = keyof typeof objectTypes;

/** Values as HubSpot takes them: all of them are text. */
export type Properties = Readonly<Record<string, string>>;

/** What the addresses of the vendor's own pages about CRM objects begin with. */
export const crmGuide = 'https://developers.hubspot.com/docs/api-reference/crm';

/** The id of a record, as operations take it. */
export const recordId = (title: string) =>
  Type.String({ title, description: 'Id of the record in HubSpot: a number.', pattern: '^[0-9]{1,20}$' });

/** A record's id and the link that opens it. */
export const RecordLink = Type.Object({
  id: Type.String({ title: 'Id', description: 'Id of the record in HubSpot.' }),
  url: Type.String({ title: 'Link', description: 'Opens the record in HubSpot.', format: 'uri' }),
});

/** A record as HubSpot sends it. */
export const CrmRecord = Type.Object({
  id: Type.String({ pattern: '^[0-9]+$' }),
  /** Text, or null where there is none; what else comes is not read. */
  properties: Type.Record(Type.String(), Type.Unknown()),
  createdAt: Type.Optional(Type.String()),
});

const Id = Type.String({ pattern: '^[0-9]+$' });
const Written = Type.Object({ id: Id });

/** A new record: itself as the guides and the dated versions show it, or the envelope that the description of v3 tells of. */
const Created = Type.Union([Written, Type.Object({ createdResourceId: Id })]);

/** Search needs a moment to know a new record, and HubSpot's clock may be a little behind ours. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Creates a record: POST /crm/v3/objects/{object}. */
export async function createRecord(context: OperationContext, object: CrmObject, properties: Properties) {
  // HubSpot's description demands the associations, also where there are none.
  const json = { properties, associations: [] };
  const { data } = await context.http.post(`/crm/v3/objects/${object}`, { json, answer: Created });
  return recordLink(context, object, 'id' in data ? data.id : data.createdResourceId);
}

/** Reads a record: GET /crm/v3/objects/{object}/{id}. */
export async function readRecord(
  { http }: OperationContext,
  object: CrmObject,
  id: string,
  properties: readonly string[],
): Promise<Static<typeof CrmRecord>> {
  const { data } = await http.get(`/crm/v3/objects/${object}/{id}`, {
    path: { id },
    query: { properties: properties.join(',') },
    answer: CrmRecord,
  });
  return data;
}

/** Changes the given properties and no others: PATCH /crm/v3/objects/{object}/{id}. */
export async function updateRecord(context: OperationContext, object: CrmObject, id: string, properties: Properties) {
  await context.http.patch(`/crm/v3/objects/${object}/{id}`, { path: { id }, json: { properties }, answer: Written });
  return recordLink(context, object, id);
}

/** Moves a record to the recycle bin: DELETE /crm/v3/objects/{object}/{id}. */
export async function deleteRecord({ http }: OperationContext, object: CrmObject, id: string) {
  await http.delete(`/crm/v3/objects/${object}/{id}`, { path: { id } });
  return { id };
}

interface Search {
  readonly query?: string;
  /** Conditions that must all hold. */
  readonly filters?: readonly object[];
  /** The property to sort by; a minus before it means the highest first. */
  readonly sort?: string;
  readonly properties: readonly string[];
  readonly limit: number;
  readonly after?: string;
}

/** A search as HubSpot describes it: all its parts are demanded, also the empty ones, and the first page is after "0". */
export function toSearch({ query, filters = [], sort, properties, limit, after = '0' }: Search) {
  return {
    ...known({ query }),
    filterGroups: filters.length === 0 ? [] : [{ filters }],
    sorts: sort === undefined ? [] : [sort],
    properties,
    limit,
    after,
  };
}

/** Looks for the record that a create may have made: since then, with the same values. Two of them, or none, tell nothing. */
export async function findCreated(context: OperationContext, object: CrmObject, properties: Properties, since: Date) {
  const equal = Object.entries(properties).map(([propertyName, value]) => ({ propertyName, operator: 'EQ', value }));
  const from = String(since.getTime() - CLOCK_TOLERANCE_MS);
  const filters = [...equal, { propertyName: 'createdate', operator: 'GTE', value: from }];
  const { data } = await context.http.post(`/crm/v3/objects/${object}/search`, {
    json: toSearch({ filters, properties: ['hs_object_id'], limit: 2 }),
    answer: Type.Object({ results: Type.Array(Written) }),
    isRead: true,
  });
  const [found, ...others] = data.results;
  return found !== undefined && others.length === 0 ? recordLink(context, object, found.id) : undefined;
}

/** Tells whether an update took effect: the link when the record has all the values. */
export async function findUpdated(context: OperationContext, object: CrmObject, id: string, properties: Properties) {
  const found = await readRecord(context, object, id, Object.keys(properties));
  const isDone = Object.entries(properties).every(([name, value]) => found.properties[name] === value);
  return isDone ? recordLink(context, object, id) : undefined;
}

/** Tells whether a delete took effect: the id when the record is gone. */
export async function findDeleted(context: OperationContext, object: CrmObject, id: string) {
  try {
    await readRecord(context, object, id, ['hs_object_id']);
    return undefined;
  } catch (error) {
    if (error instanceof RecordNotFoundError) return { id };
    throw error;
  }
}

/** A record's id with the link that opens it. */
export function recordLink(context: OperationContext, object: CrmObject, id: string): Static<typeof RecordLink> {
  const { account, baseUrl, grant } = context;
  const { portalId, uiDomain } = account.details;
  const host = grant.apiUrl === undefined ? `https://${uiDomain ?? 'app.hubspot.com'}` : baseUrl;
  return { id, url: `${host}/contacts/${portalId ?? account.id}/record/${objectTypes[object]}/${id}` };
}

/** The texts among a record's properties; undefined where there is none. */
export function textsOf<const Name extends string>(
  { properties }: Static<typeof CrmRecord>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found = names.map((name) => [name, properties[name]] as const);
  return Object.fromEntries(found.filter(([, value]) => typeof value === 'string' && value !== '')) as never;
}

/** What is known, without what is not. */
export function known<Values extends object>(values: Values): Partial<Values> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Values>;
}

/** The properties that are given, as HubSpot takes them. */
export function toProperties(values: Readonly<Record<string, string | number | undefined>>): Properties {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value).trim()]));
}

/** A time as HubSpot sends it, as ISO 8601 in UTC; undefined when there is none. */
export function toTime(value: string | null | undefined): string | undefined {
  const time = new Date(/^\d+$/.test(value ?? '') ? Number(value) : (value ?? ''));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
